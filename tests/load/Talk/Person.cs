namespace Suyuan.Load.Talk;

/// <summary>Somebody who may ask for a token: a role, and the unit or area where the role has one.</summary>
internal sealed record Person(string Role, string? Agency = null, string? Area = null)
{
    /// <summary>Service window of a centre.</summary>
    public static Person Clerk(string agency) => new("clerk", agency);

    public static Person Mediator(string agency) => new("mediator", agency);

    public static Person Handler(string agency) => new("handler", agency);

    public static Person Leader(string agency) => new("leader", agency);

    /// <summary>The political-legal committee of an area's county.</summary>
    public static Person Coordinator(string area) => new("coordinator", $"{area[..6]}-coordinator");

    public static Person Court(string area) => new("court", $"{area[..6]}-court");

    public static Person GridWorker(string area) => new("grid-worker", Area: area);
}
