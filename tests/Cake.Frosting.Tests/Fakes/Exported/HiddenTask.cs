namespace Cake.Frosting.Tests.Fakes.Exported;

internal sealed class HiddenTask(Journal journal) : JournalTask(journal);
