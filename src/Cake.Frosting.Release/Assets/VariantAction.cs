namespace Cake.Frosting.Release.Assets;

/// <summary>What is to be done about one variant, that is one <c>.gz</c> or <c>.br</c> file.</summary>
public enum VariantAction
{
    /// <summary>The variant is there, unmodified and made from the source as it is now.</summary>
    Keep,

    /// <summary>The source is compressed, and the variant written if it is small enough to be kept.</summary>
    Write,

    /// <summary>The variant is right, only its modification time is not that of its source.</summary>
    Touch,

    /// <summary>The file is removed: a stale variant, or what a killed run left behind.</summary>
    Remove,

    /// <summary>There is no variant and there need not be one: it was tried and is not small enough.</summary>
    Omit,
}
