using Microsoft.AspNetCore.Mvc;
using Suyuan.Agencies;
using Suyuan.Areas;
using Suyuan.Http;

namespace Suyuan.Disputes;

/// <summary>The query string of a list of disputes; what is absent does not filter.</summary>
internal sealed record DisputeListFilter
{
    [FromQuery(Name = "area")] public AreaCode? Area { get; init; }

    [FromQuery(Name = "stage")] public Word<Stage>? Stage { get; init; }

    [FromQuery(Name = "category")] public ShortText? Category { get; init; }

    [FromQuery(Name = "channel")] public ShortText? Channel { get; init; }

    [FromQuery(Name = "lead")] public AgencyId? Lead { get; init; }

    [FromQuery(Name = "mediator")] public ShortText? Mediator { get; init; }

    [FromQuery(Name = "watch")] public Word<WatchGrade>? Watch { get; init; }

    [FromQuery(Name = "watched")] public bool? Watched { get; init; }

    [FromQuery(Name = "visitBefore")] public Instant? VisitBefore { get; init; }

    [FromQuery(Name = "relapsed")] public bool? Relapsed { get; init; }

    [FromQuery(Name = "contested")] public bool? Contested { get; init; }

    [FromQuery(Name = "overdue")] public bool? Overdue { get; init; }

    [FromQuery(Name = "registeredFrom")] public Instant? RegisteredFrom { get; init; }

    [FromQuery(Name = "registeredTo")] public Instant? RegisteredTo { get; init; }

    [FromQuery(Name = "q")] public ShortText? Text { get; init; }

    [FromQuery(Name = "sort")] public Word<DisputeSort>? Sort { get; init; }

    [FromQuery(Name = "limit")] public PageSize? Limit { get; init; }

    [FromQuery(Name = "cursor")] public Cursor? Cursor { get; init; }

    public DisputeQuery ToQuery() => new()
    {
        Area = Area,
        Stage = Stage?.Value,
        Category = Category?.Value,
        Channel = Channel?.Value,
        Lead = Lead,
        Mediator = Mediator?.Value,
        Watch = Watch?.Value,
        Watched = Watched,
        VisitBefore = VisitBefore?.Value,
        Relapsed = Relapsed,
        Contested = Contested,
        Overdue = Overdue,
        RegisteredFrom = RegisteredFrom?.Value,
        RegisteredTo = RegisteredTo?.Value,
        Text = Text?.Value,
        Sort = Sort?.Value ?? DisputeSort.Registered,
        Limit = Limit?.Value ?? PageSize.Usual,
        Cursor = Cursor?.Value,
    };
}
