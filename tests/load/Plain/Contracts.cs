using System.Text.Json;
using System.Text.Json.Serialization;

namespace Suyuan.Plain;

internal sealed record Party(string? Role, string? Kind, string? Name, string? IdNumber, string? Telephone, string? Address);

/// <summary>The same body as the product's registration.</summary>
internal sealed record Registration(
    string? AreaCode, string? Category, string? Title, string? Narrative, string? Source, Party?[]? Parties,
    int? PeopleInvolved, decimal? Amount, DateOnly? OccurredOn, string? Grid, string[]? Risks);

/// <summary>The same body as the product's record of a contact.</summary>
internal sealed record Contact(string? Method, string? Outcome, string? Note);

internal sealed record Registered(string Number, int Version, string Lead, DateTimeOffset RegisteredAt, DateTimeOffset DueAt);

/// <summary>The whole row.</summary>
internal sealed record Dispute(
    string Number, int Version, string Stage, string Area, string? Category, string Title, string Narrative, string Source, JsonElement Parties,
    int? PeopleInvolved, decimal? Amount, DateOnly? OccurredOn, string? Grid, string? Risks, string Lead, int Contacts,
    DateTimeOffset RegisteredAt, DateTimeOffset UpdatedAt, DateTimeOffset DueAt, DateTimeOffset? NextRungAt);

internal sealed record Fault(string Field, string Code);

internal sealed record Refused(string Title, int Status, Fault[] Errors);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Registration))]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(Registered))]
[JsonSerializable(typeof(Dispute))]
[JsonSerializable(typeof(Refused))]
[JsonSerializable(typeof(Party[]))]
internal sealed partial class Wire : JsonSerializerContext;
