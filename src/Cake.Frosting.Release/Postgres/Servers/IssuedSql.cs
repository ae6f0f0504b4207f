using Cake.Frosting.Release.Steps;

namespace Cake.Frosting.Release.Postgres;

/// <summary>Statements about a database, executed from beside it and told as they are.</summary>
internal static class IssuedSql
{
    /// <summary>Tells of a statement and executes it.</summary>
    /// <param name="maintenance">A session with the server's maintenance database.</param>
    /// <param name="context">Is told.</param>
    /// <param name="target">The database that it is about.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static Task IssueAsync(
        this Session maintenance,
        StepContext context,
        DatabaseTarget target,
        string sql,
        CancellationToken cancellationToken
    )
    {
        context.Issue(Instruction.Sql(target.Maintenance, sql));
        return maintenance.ExecuteAsync(sql, cancellationToken);
    }
}
