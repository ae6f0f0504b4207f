namespace Cake.Frosting.Release.Reports;

/// <summary>The style sheet of the timeline. Bars are placed by <c>--x</c> and <c>--w</c>, both in percent of the track.</summary>
internal static class HtmlTimelineStyle
{
    public const string Sheet = """
        .timeline{--label:19rem;--took:6rem;position:relative;padding-top:1.8rem}
        .timeline ol{margin:0;padding:0;list-style:none}
        .field{position:absolute;inset:0 var(--took) 0 var(--label)}
        .field i{position:absolute;font-style:normal;top:1.5rem;bottom:0;left:calc(var(--x)*1%);width:calc(var(--w,0)*1%)}
        .down{background:var(--down);border-left:1px dashed var(--downedge);border-right:1px dashed var(--downedge)}
        .field .tick{border-left:1px solid var(--line)}
        .tick b{position:absolute;top:-1.5rem;left:0;font-size:.78rem;font-weight:400;color:var(--soft);white-space:nowrap;transform:translateX(-50%);
        font-variant-numeric:tabular-nums}
        .tick:first-of-type b{transform:none}
        .pause{background:repeating-linear-gradient(135deg,var(--line) 0 3px,transparent 3px 7px)}
        .row{position:relative;display:grid;grid-template-columns:var(--label) 1fr var(--took);align-items:center;min-height:1.85rem}
        .stage+.stage{border-top:1px solid var(--line)}
        .stage{padding:.3rem 0}
        .stage .row{grid-template-columns:auto auto 1fr auto;column-gap:.6rem}
        .step .row{grid-template-columns:calc(var(--label) - 1rem) 1fr var(--took);column-gap:0;padding-left:1rem}
        .title{padding-right:.9rem;font-size:.92rem;line-height:1.35}
        .why{color:var(--soft);font-size:.86rem;line-height:1.35}
        .took{grid-column:-2;text-align:right;color:var(--soft);font-size:.86rem;font-variant-numeric:tabular-nums;white-space:nowrap}
        .word{font-size:.78rem;color:var(--soft)}
        .stage.not-run strong,.stage.skipped strong,.not-run .title,.skipped .title{font-weight:400;color:var(--soft)}
        .stage.done>.row .word,.step.done .word,.step.not-run .word{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
        .step .word{grid-column:1;padding-left:.6rem;white-space:nowrap;justify-self:end;padding-right:.9rem}
        .step .title{grid-row:1;grid-column:1;padding-right:5.2rem}
        .step.done .title,.step.not-run .title{padding-right:.9rem}
        .step .word,.track{grid-row:1}
        .track{grid-column:2}
        .failed .word,.undo-failed .word{color:var(--bad)}
        .warned .word,.interrupted .word{color:var(--warn)}
        .undone .word{color:var(--back)}
        .track{position:relative;height:.8rem}
        .bar{position:absolute;left:calc(var(--x)*1%);width:max(4px,calc(var(--w)*1%));top:0;bottom:0;border-radius:3px;background:var(--goodbar)}
        .bar.failed,.bar.undo-failed{background:var(--badbar)}
        .bar.warned,.bar.interrupted{background:var(--warnbar)}
        .bar.skipped{background:var(--skip)}
        .bar.running{background:repeating-linear-gradient(135deg,var(--goodbar) 0 5px,transparent 5px 8px)}
        .bar.back{background:repeating-linear-gradient(135deg,var(--backbar) 0 5px,transparent 5px 8px);border:1px solid var(--backbar)}
        .legend{display:flex;flex-wrap:wrap;gap:.4rem 1.4rem;margin:1rem 0 0;padding:0;list-style:none;color:var(--soft);font-size:.86rem}
        .legend i{display:inline-block;position:static;width:1.3rem;height:.75rem;margin-right:.5rem;vertical-align:-.05rem}
        @media (max-width:44rem){.timeline{--label:0rem;--took:0rem}
        .step .row,.stage .row{padding:.15rem 0 .3rem}
        .step .row{grid-template-columns:1fr auto auto}
        .step .title{grid-column:1;padding-right:.6rem}
        .step .word{grid-column:2;padding:0 .6rem 0 0}
        .step .took{grid-column:3;grid-row:1}
        .track{grid-row:2;grid-column:1/-1;height:.55rem}
        .step.not-run .track,.step.skipped .track{display:none}
        .field .tick:nth-of-type(even) b{display:none}
        .field .tick,.field .down{border-color:transparent}}

        """;
}
