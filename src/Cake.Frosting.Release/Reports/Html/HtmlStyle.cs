namespace Cake.Frosting.Release.Reports;

/// <summary>
/// The style sheet of the page. No <c>&lt;</c> and no <c>&amp;</c> in it: the page is XML as well.
/// </summary>
internal static class HtmlStyle
{
    public static readonly Html Sheet = Html.Constant(Colors + Page + HtmlTimelineStyle.Sheet);

    /// <summary>Every text colour has a contrast of 4.5 to 1 or more against paper and card, in light and dark.</summary>
    private const string Colors = """
        :root{color-scheme:light dark;--paper:#f6f4f0;--card:#fffefc;--ink:#23211e;--soft:#655f57;--line:#e3ded5;
        --good:#226b4c;--goodbar:#4f9a7a;--bad:#a8322a;--badbar:#cf5a4f;--warn:#855300;--warnbar:#d79a32;
        --back:#5f4c96;--backbar:#8f7cc4;--down:#e9a23b38;--downedge:#c9821f;--skip:#c9c3b8;--tint:#f1eee8}
        @media (prefers-color-scheme:dark){:root{--paper:#171614;--card:#1f1e1b;--ink:#ebe7e0;--soft:#a8a196;--line:#35322d;
        --good:#7fcaa6;--goodbar:#4e9474;--bad:#f09a90;--badbar:#c9574c;--warn:#e7b765;--warnbar:#b9822a;
        --back:#bdaeea;--backbar:#7d6bb3;--down:#e9a23b2b;--downedge:#b98a3c;--skip:#4b4740;--tint:#282622}}

        """;

    private const string Page = """
        *{box-sizing:border-box}
        body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans",sans-serif;
        -webkit-text-size-adjust:100%;overflow-wrap:anywhere}
        main{max-width:60rem;margin:0 auto;padding:clamp(1.25rem,4vw,3.5rem) clamp(1rem,4vw,2rem) 3rem}
        header{margin-bottom:2rem}
        .project{margin:0;color:var(--soft);letter-spacing:.02em}
        h1{margin:.1rem 0 .9rem;font:500 clamp(2rem,6vw,3.1rem)/1.15 "Iowan Old Style","Palatino Linotype",Palatino,"URW Palladio L",P052,Charter,Georgia,"DejaVu Serif",serif;
        font-variant-numeric:lining-nums;letter-spacing:-.01em}
        h2{margin:0 0 1rem;font-size:1rem;font-weight:600;letter-spacing:.01em}
        .verdict{margin:0;max-width:44rem}
        .outcome{display:inline-block;margin-right:.5rem;padding:.12rem .7rem;border:1.5px solid;border-radius:2rem;font-size:.85rem;font-weight:650;
        letter-spacing:.05em;color:var(--soft)}
        .live .outcome,.proof{color:var(--good)}
        .live-with-warnings .outcome,.old-still-running .outcome,.no-proof{color:var(--warn)}
        .rolled-back .outcome{color:var(--back)}
        .needs-human .outcome{color:var(--bad)}
        .card{margin:0 0 1.25rem;padding:1.4rem clamp(1rem,3vw,1.75rem);background:var(--card);border:1px solid var(--line);border-radius:.75rem}
        .cause{border-left:4px solid var(--badbar)}
        .warnings,.todo{border-left:4px solid var(--warnbar)}
        .warnings ul{margin:0;padding-left:1.1rem}
        .cause p:last-child,.todo p:last-child{margin:1rem 0 0}
        code,pre,.fine{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.84rem}
        code{padding:.15rem .45rem;background:var(--tint);border-radius:.3rem}
        pre{margin:0 0 .5rem;padding:.7rem .9rem;max-height:24rem;overflow:auto;background:var(--tint);border-radius:.4rem;line-height:1.5;white-space:pre-wrap}
        pre:focus-visible,summary:focus-visible,a:focus-visible{outline:2px solid var(--backbar);outline-offset:2px}
        dl{margin:0}dd{margin:0}
        .figures{display:flex;flex-wrap:wrap;gap:1px;margin-bottom:1.25rem;background:var(--line);border:1px solid var(--line);
        border-radius:.75rem;overflow:hidden}
        .figures div{flex:1 1 11rem;padding:1rem clamp(1rem,3vw,1.75rem);background:var(--card)}
        dt{color:var(--soft);font-size:.86rem}
        .figures dd{font-size:1.45rem;line-height:1.35;font-variant-numeric:tabular-nums;letter-spacing:-.01em}
        small{display:block;color:var(--soft);font-size:.86rem;letter-spacing:0}
        .backups{margin:0;padding:0;list-style:none}
        .backups li+li{margin-top:1rem;padding-top:1rem;border-top:1px solid var(--line)}
        .backups p{margin:0}
        .proof,.no-proof{font-weight:550}
        .proof::before{content:"✓ "}.no-proof::before{content:"! "}
        .facts,.fine{color:var(--soft)}
        details{border-top:1px solid var(--line)}
        summary{padding:.55rem 0;cursor:pointer}
        details[open]{padding-bottom:.6rem}
        .reason{border-left:3px solid var(--skip)}
        .failed .reason,.undo-failed .reason{border-color:var(--badbar)}
        .undone .reason{border-color:var(--backbar)}
        .warned .reason{border-color:var(--warnbar)}
        footer{margin-top:2rem;color:var(--soft);font-size:.9rem}
        .about{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.8rem 1.5rem}
        .about dd{color:var(--ink)}
        a{color:inherit;text-underline-offset:.2em}
        @media print{body{background:none}.card{break-inside:avoid}pre{max-height:none}}

        """;
}
