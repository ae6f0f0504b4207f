using Cake.Frosting.Release.Commands;
using Cake.Frosting.Release.Errors;
using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.GitHub;

/// <summary>The way to the repository: which one it is, may be known only once git is asked.</summary>
/// <param name="site">The server, and the token.</param>
/// <param name="http">Sends requests; follows no redirects, and has no time limit of its own.</param>
/// <param name="configured">The repository that the configuration names; <c>null</c> where git is asked.</param>
/// <param name="find">Asks git for it.</param>
internal sealed class GitHubAccess(
    GitHubSite site,
    HttpClient http,
    RepositoryName? configured,
    Func<CancellationToken, Task<RepositoryName>> find
)
{
    /// <summary>How long requests wait between tries.</summary>
    public BackOff BackOff { get; init; } = new();

    /// <summary>The same way for a look that must not take long: a plan is not kept waiting.</summary>
    public GitHubAccess Hasty =>
        new(site, http, configured, find)
        {
            BackOff = BackOff with { Tries = 2, Patience = TimeSpan.FromSeconds(10) },
        };

    /// <summary>The same way for what has to be known before a release begins: longer than a plan waits, not as long as a release.</summary>
    public GitHubAccess Brief =>
        new(site, http, configured, find)
        {
            BackOff = BackOff with { Tries = 4, Patience = TimeSpan.FromMinutes(2) },
        };

    /// <summary>The host, as titles name it.</summary>
    public string Host => site.WebHost;

    /// <summary>The server.</summary>
    public GitHubSite Site => site;

    /// <summary>The repository, or a blank for it.</summary>
    public string Shown => configured?.ToString() ?? Blank.Of("repository");

    /// <summary>Opens the repository for a step.</summary>
    /// <exception cref="ReleaseRefusedException">Git's remote is not on this server.</exception>
    public Task<RepositoryApi> OpenAsync(StepContext context, CancellationToken cancellationToken) =>
        OpenAsync(context.Time, context.Progress, cancellationToken);

    /// <summary>Opens the repository for what is asked outside of any step.</summary>
    /// <param name="time">The clock.</param>
    /// <param name="progress">Hears why it takes so long.</param>
    /// <param name="cancellationToken">Ends the question to git.</param>
    /// <exception cref="ReleaseRefusedException">Git's remote is not on this server.</exception>
    public async Task<RepositoryApi> OpenAsync(
        TimeProvider time,
        Action<string> progress,
        CancellationToken cancellationToken
    )
    {
        var repository = configured ?? await find(cancellationToken).ConfigureAwait(false);
        return new RepositoryApi(new ApiClient(http, site, BackOff, time, progress), repository);
    }

    /// <summary>A request as plan and runbook have it, with what a person would type instead.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path below the repository.</param>
    /// <param name="gh">The arguments of GitHub's own command line.</param>
    public Instruction Instruct(HttpMethod method, string path, params IEnumerable<string> gh)
    {
        string[] repository = configured is null ? [] : ["--repo", configured.ToString()];
        var command = new Command("gh", [.. gh, .. repository]);
        return Instruction.Manual($"{method} {UrlOf(Shown, path)} (by hand: `{command}`)");
    }

    /// <summary>A request as it is about to be sent.</summary>
    public Instruction Request(HttpMethod method, RepositoryApi api, string path) =>
        Instruction.Http(method.Method, RepositoryApi.At(site, api.Repository.ToString(), path));

    /// <summary>
    /// Does something that a release can do without: GitHub being down stops no release, for it can be made up for.
    /// </summary>
    /// <param name="context">Takes the warning.</param>
    /// <param name="act">What to do.</param>
    /// <param name="consequence">What becomes of it otherwise, as a sentence.</param>
    public static async Task UnlessUnavailableAsync(StepContext context, Func<Task> act, string consequence)
    {
        try
        {
            await act().ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.IsUnavailable(refusal))
        {
            context.Warn($"{refusal.Problem} {consequence}");
        }
    }

    /// <summary>Asks a question of a plan, whose answer may not be to be had.</summary>
    public static async Task<Probe> ProbeAsync(Func<Task<Probe>> probe)
    {
        try
        {
            return await probe().ConfigureAwait(false);
        }
        catch (ReleaseRefusedException refusal) when (ApiErrors.IsUnavailable(refusal))
        {
            return Probe.NotDone(refusal.Problem);
        }
    }

    private string UrlOf(string repository, string path) =>
        $"{site.Api.AbsoluteUri.TrimEnd('/')}/repos/{repository}{path}";
}
