namespace Quickstart.Service;

/// <summary>An order as a client sends it.</summary>
/// <param name="Id">Chosen by the client, so that it can ask for the order later.</param>
/// <param name="Customer">Who orders.</param>
/// <param name="Amount">The amount in euros.</param>
internal sealed record Order(Guid Id, string Customer, decimal Amount);
