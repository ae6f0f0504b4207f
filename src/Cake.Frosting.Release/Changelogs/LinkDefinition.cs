namespace Cake.Frosting.Release.Changelogs;

/// <summary>A link reference definition, <c>[label]: address</c>, as positions in the bytes of its file.</summary>
/// <param name="Start">Where its line begins.</param>
/// <param name="End">Where the line after it begins.</param>
/// <param name="LabelStart">Where the label begins, after the bracket.</param>
/// <param name="LabelEnd">Where the label ends, at the bracket.</param>
/// <param name="UrlStart">Where the address begins.</param>
/// <param name="UrlEnd">Where the address ends.</param>
internal sealed record LinkDefinition(
    int Start,
    int End,
    int LabelStart,
    int LabelEnd,
    int UrlStart,
    int UrlEnd
);
