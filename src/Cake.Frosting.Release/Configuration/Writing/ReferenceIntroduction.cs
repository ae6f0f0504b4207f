namespace Cake.Frosting.Release.Configuration;

/// <summary>What the documentation says before the tables.</summary>
internal static class ReferenceIntroduction
{
    /// <summary>The introduction as Markdown.</summary>
    internal static string Text() =>
        $$"""
            # release.yml

            <!-- Written by ConfigurationReference from the records in src/Cake.Frosting.Release/Configuration/Sections. Do not edit. -->

            One file says how a project is released. All its problems are reported at once, each with its position; nothing
            is done before there are none. Keys that begin with `x-` at the top are left to you, for anchors.

            ## Values

            | Value | Is written |
            | --- | --- |
            | text | as it is; `1.10` stays `1.10`. Quotes are needed where YAML needs them: around `{version}` at the beginning, and around a text with `: `. |
            | whole number | in decimal digits, without quotes and leading zeros. |
            | `true`, `false` | so; `yes`, `no`, `on` and `off` are texts. |
            | duration | `500ms`, `30s`, `5m`, `1h30m`, `2d`; never without a unit. |
            | size | `256 B`, `10 MB`, `4GiB`. |
            | address | absolute, `http://` or `https://`. |
            | path | relative to the directory of release.yml, or, where it says so, to the directory of the release. |
            | command | a list of the program and its arguments, `[dotnet, Shop.dll]`. There is no shell; where one is needed, `[sh, -c, "…"]`. |
            | list of texts | as a list; a single text may stand alone. |
            | `~` | nothing: the default applies, and what a recipe set is removed. |

            ### The environment
            `${NAME}` is replaced by an environment variable, `${NAME:-default}` by the default where the variable is not set or
            empty; `$${` stands for `${` itself. A variable that is not set and has no default is a problem.

            `secret:NAME` names an environment variable whose value is never shown, logged or put on a command line. It is
            possible only where the tables say so, and it may be missing until a release needs it.

            ### Placeholders
            Where a meaning says *Placeholders*, these are filled in when the value is used; `{{"{{word}}"}}` stands for `{word}` itself.

            {{string.Join('\n', Placeholders.Known.Select(word => $"- `{{{word.Key}}}`: {word.Value}"))}}

            ### Recipes
            `recipe: NAME` lays this file over the release.yml of the recipe: maps are merged key by key, lists and single values
            replace what was there, and a key that is set to `~` is removed. Positions in messages name the file that a value
            comes from.

            ### YAML
            Anchors, aliases and merge keys (`<<: *name`, `<<: [*first, *second]`) work as in YAML 1.1: the map's own keys win, then
            the earlier of the merged maps. The file is UTF-8, at most 1 MiB, one document, at most 50 levels deep, without tags.

            """;
}
