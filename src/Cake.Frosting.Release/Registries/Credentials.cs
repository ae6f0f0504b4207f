using System.Text;
using Cake.Frosting.Release.Commands;

namespace Cake.Frosting.Release.Registries;

/// <summary>Who asks a registry.</summary>
/// <param name="User">The user; empty with a token.</param>
/// <param name="Password">The password; <c>null</c> with a token.</param>
/// <param name="IdentityToken">A token that others are had for; <c>null</c> with a password.</param>
/// <param name="Source">Where they come from, for messages.</param>
internal sealed record Credentials(string User, Secret? Password, Secret? IdentityToken, string Source)
{
    /// <summary>What the header of a request with user and password says.</summary>
    public string Basic =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password!.Reveal()}"));
}
