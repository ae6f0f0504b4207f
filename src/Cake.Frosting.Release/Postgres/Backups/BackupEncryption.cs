using System.Collections.Immutable;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Postgres;

/// <summary>
/// For whom a backup is encrypted. To encrypt takes public keys only: the key that decrypts need not be on this
/// machine, and is never on a command line.
/// </summary>
/// <param name="Program">What encrypts.</param>
/// <param name="Recipients">The public keys, or for age the files of them (with a slash in the name).</param>
/// <param name="Identity">
/// The file of the private key for age, or the GNUPGHOME of it for gpg; <c>null</c> where it is not here.
/// </param>
public sealed record BackupEncryption(
    EncryptionProgram Program,
    ImmutableArray<string> Recipients,
    string? Identity
)
{
    /// <summary>What the name of an encrypted file ends in.</summary>
    internal string Extension => ExtensionOf(Program);

    /// <summary>Encrypts standard input to standard output, and asks nobody anything.</summary>
    internal Command Encrypt() =>
        Program == EncryptionProgram.Age
            ? new Command("age", "--encrypt").With(Recipients.SelectMany(AgeRecipient))
            : Gpg(
                    // The configuration names the keys; a web of trust has no say here.
                    "--trust-model=always",
                    "--compress-algo=none",
                    "--encrypt"
                )
                .With(Recipients.Select(recipient => $"--recipient={recipient}"));

    /// <summary>Undoes <see cref="Encrypt"/>; a cut or changed file makes it fail.</summary>
    internal Command Decrypt() =>
        Program == EncryptionProgram.Age
            ? new Command("age", "--decrypt", $"--identity={Identity}")
            : Gpg("--pinentry-mode=error", "--decrypt");

    private Command Gpg(params IEnumerable<string> arguments)
    {
        var command = new Command("gpg", "--batch", "--no-tty", "--quiet").With(arguments);
        return Identity is null ? command : command.WithEnvironment("GNUPGHOME", Identity);
    }

    internal static string ExtensionOf(EncryptionProgram program) =>
        program == EncryptionProgram.Age ? ".age" : ".gpg";

    private static IEnumerable<string> AgeRecipient(string recipient) =>
        [
            recipient.StartsWith("ssh-", StringComparison.Ordinal)
            || !recipient.Contains('/', StringComparison.Ordinal)
                ? $"--recipient={recipient}"
                : $"--recipients-file={recipient}",
        ];
}
