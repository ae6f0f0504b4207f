namespace Cake.Frosting.Release.Reports;

/// <summary>The parts of the page beside the timeline; each is empty where there is nothing to say.</summary>
internal static class HtmlSections
{
    public static Html Cause(ReleaseReport report) =>
        Html.When(
            report.Cause is not null || report.Next is not null,
            () =>
                Html.Of(
                    $"""
                    <section class="card {(report.Cause is null ? "todo" : "cause")}" aria-labelledby="cause">
                    <h2 id="cause">{(report.Cause is null ? "What to do" : "What went wrong")}</h2>
                    {Html.When(
                        report.Cause is not null,
                        () => Html.Of($"""<pre tabindex="0">{report.Cause}</pre>""")
                    )}
                    {Html.When(
                        report.Next is not null,
                        () => Html.Of($"<p>Go on with <code>{report.Next}</code></p>")
                    )}
                    </section>
                    """
                )
        );

    public static Html Figures(ReleaseReport report)
    {
        var took = Phrases.TookSeconds(report) is { } seconds ? Readable.Duration(seconds) : "not ended";
        var verified = report.Backups.Count(backup => backup.Verified);
        return Html.Of(
            $"""
            <dl class="figures">
            {Figure("Users cut off", Phrases.Downtime(report), "")}
            {Figure("Took", took, "")}
            {Html.When(
                report.Backups.Count > 0,
                () => Figure("Backups", $"{verified} of {report.Backups.Count}", "restored and compared")
            )}
            {Html.When(
                report.Writes is not null,
                () =>
                    Figure(
                        "Rows lost",
                        Readable.Number(report.Writes!.Lost),
                        $"of {Readable.Number(report.Writes.Acknowledged)} acknowledged"
                    )
            )}
            </dl>
            """
        );
    }

    public static Html Warnings(ReleaseReport report) =>
        Html.When(
            report.Warnings.Count > 0,
            () =>
                Html.Of(
                    $"""
                    <section class="card warnings" aria-labelledby="warnings">
                    <h2 id="warnings">{(
                        report.Warnings.Count == 1 ? "A warning" : $"{report.Warnings.Count} warnings"
                    )}</h2>
                    <ul>{report.Warnings.Select(warning => Html.Of($"<li>{warning}</li>"))}</ul>
                    </section>
                    """
                )
        );

    public static Html Backups(ReleaseReport report) =>
        Html.When(
            report.Backups.Count > 0,
            () =>
                Html.Of(
                    $"""
                    <section class="card" aria-labelledby="backups">
                    <h2 id="backups">Backups</h2>
                    <ul class="backups">{report.Backups.Select(Backup)}</ul>
                    </section>
                    """
                )
        );

    public static Html Databases(ReleaseReport report) =>
        Html.When(
            report.Databases.Count > 0,
            () =>
                Html.Of(
                    $"""

                    <section class="card" aria-labelledby="databases">
                    <h2 id="databases">Databases</h2>
                    <ul class="backups">{report.Databases.Select(Database)}</ul>
                    </section>
                    """
                )
        );

    public static Html Commands(ReleaseReport report)
    {
        var steps = report
            .Stages.SelectMany(stage => stage.Steps)
            .Where(step => Issued(step).Any() || step.Reason.Length > 0)
            .ToList();
        return Html.When(
            steps.Count > 0,
            () =>
                Html.Of(
                    $"""
                    <section class="card" aria-labelledby="commands">
                    <h2 id="commands">What each step did</h2>
                    {steps.Select(Details)}
                    </section>
                    """
                )
        );
    }

    public static Html About(ReleaseReport report) =>
        Html.Of(
            $"""
            <footer>
            <dl class="about">
            {About("release", report.Release)}
            {About("started", Readable.Time(report.StartedAt))}
            {About("ended", report.EndedAt is { } end ? Readable.Time(end) : "not yet")}
            {About("exit code", report.ExitCode is { } code ? $"{code}" : "none yet")}
            {report.Origin.Select(pair => About(pair.Key, pair.Value))}
            </dl>
            <p>The same for programs: <a href="report.json">report.json</a>; as text: <a href="report.md">report.md</a></p>
            </footer>
            """
        );

    private static Html Figure(string name, string value, string note) =>
        Html.Of(
            $"""<div><dt>{name}</dt><dd>{value}{Html.When(note.Length > 0, () => Html.Of($" <small>{note}</small>"))}</dd></div>"""
        );

    private static Html Backup(BackupReport backup) =>
        Html.Of(
            $"""
            <li><p><strong>{backup.Database}</strong> <span class="{(
                backup.Verified ? "proof" : "no-proof"
            )}">{Phrases.Proof(backup)}</span> <span class="facts">{Phrases.Facts(backup)}</span></p>
            <p class="fine">{backup.File}</p>{Html.When(
                backup.Sha256 is not null,
                () => Html.Of($"""<p class="fine">SHA-256 {backup.Sha256}</p>""")
            )}{backup.Proof.Select(sentence => Html.Of($"""<p class="fine">{sentence}</p>"""))}</li>
            """
        );

    private static Html Database(DatabaseReport database) =>
        Html.Of(
            $"""
            <li><p><strong>{database.Database}</strong></p>
            {Phrases.Sentences(database).Select(sentence =>
                Html.Of($"""<p class="fine">{sentence}</p>""")
            )}</li>
            """
        );

    private static Html Details(StepReport step) =>
        Html.Of(
            $"""
            <details class="{step.Status.ToWord()}"><summary>{step.Title} <span class="fine">{step.Id}</span> <span class="word">{step
                .Status.ToWord()
                .Replace('-', ' ')}</span></summary>
            {Html.When(step.Reason.Length > 0, () => Html.Of($"""<pre class="reason" tabindex="0">{step.Reason}</pre>"""))}{Html.When(
                step.Undo is { Reason.Length: > 0 },
                () => Html.Of($"""<pre class="reason" tabindex="0">{step.Undo!.Reason}</pre>""")
            )}{Issued(step).Select(line => Html.Of($"""<pre tabindex="0">{line}</pre>"""))}</details>

            """
        );

    private static IEnumerable<string> Issued(StepReport step) =>
        step.Instructions.Concat(step.Undo?.Instructions ?? []);

    private static Html About(string name, string value) =>
        Html.Of($"<div><dt>{name}</dt><dd>{value}</dd></div>");
}
