namespace Cake.Frosting.Tests.Fakes.Exported;

public sealed class ExportedTask(Journal journal) : JournalTask(journal);
