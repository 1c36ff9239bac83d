using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Suyuan.Changes;
using Suyuan.Projection;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Changes;

/// <summary>What one silo decides by, and how it learns of changes.</summary>
public sealed class LawInForceTests
{
    private static readonly LawChangeRow Calendar = new(
        1, RecordedAt, "op", "calendar", "2027", "cn-2027.1", LawChangeContent.Of(Draft("cn-2027.1")), null);

    private static DateTimeOffset RecordedAt => new(2026, 11, 25, 10, 0, 0, TimeSpan.FromHours(8));

    [Fact]
    public async Task What_was_published_is_in_force_until_something_is_put()
    {
        using var law = Over();
        await law.Refresh(TestContext.Current.CancellationToken);

        Assert.Same(Given.Law, law.Current);
    }

    [Fact]
    public async Task Changes_are_applied_in_the_order_of_their_editions()
    {
        var second = Calendar with { Edition = 2, Version = "cn-2027.2", Content = LawChangeContent.Of(Draft("cn-2027.2")) };
        using var law = Over(Calendar, second);

        await law.AtLeast(2);

        Assert.Equal((2L, "cn-2027.2"), (law.Current.Changes.Edition, law.Current.Calendar.Year(2027)!.Version));
    }

    [Fact]
    public async Task A_change_that_cannot_be_applied_is_named_and_the_next_one_is_in_force()
    {
        var broken = Calendar with { Kind = "rule", Key = "petition-conclude", Content = "{}" };
        var alien = Calendar with { Edition = 2, Kind = "weather" };
        using var law = Over(broken, alien, Calendar with { Edition = 3 });

        await law.AtLeast(3);

        Assert.Equal((3L, "cn-2027.1", 2), (law.Current.Changes.Edition, law.Current.Calendar.Year(2027)!.Version, law.Faults.Count));
        Assert.StartsWith("1 (rule petition-conclude", law.Faults[0], StringComparison.Ordinal);
        Assert.DoesNotContain("petition-conclude", law.Current.Changes.Rules.Keys);
    }

    [Fact]
    public async Task An_edition_that_nobody_put_is_not_waited_for()
    {
        using var law = Over(Calendar);

        await Assert.ThrowsAsync<InvalidOperationException>(() => law.AtLeast(2));
        Assert.Equal(1, law.Current.Changes.Edition);
    }

    private static CalendarDraft Draft(string version) => new()
    {
        Version = version,
        Source = Laws.Notice,
        Provisional = false,
        Days = [.. Laws.Year(2027, 1).Days.Select(day => new CalendarDraftDay(day.Date, "off", day.Name, day.NameEn))],
    };

    private static LawInForce Over(params ImmutableArray<LawChangeRow> rows) =>
        new(Given.Law, new Rows(rows), new WakeUpOptions(), new FakeTimeProvider(), NullLogger<LawInForce>.Instance);

    /// <summary>The table of changes, and nothing else.</summary>
    private sealed class Rows(ImmutableArray<LawChangeRow> rows) : ILawChangeReads
    {
        public Task<ImmutableArray<LawChangeRow>> LawChanges(long afterEdition, int limit, CancellationToken cancellation) =>
            Task.FromResult<ImmutableArray<LawChangeRow>>([.. rows.Where(row => row.Edition > afterEdition).Take(limit)]);

        public Task<ImmutableArray<string>> CalendarVersions(CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ImmutableArray<OpenClock>> OpenClocks(ClockSlice slice, ClockPosition after, int limit, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ImmutableArray<string>> StaleDisputes(ClockSlice slice, DateTimeOffset now, string afterNumber, int limit, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<long> CountStale(ClockSlice slice, DateTimeOffset now, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<long> CountMoves(long edition, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ImmutableArray<ClockMoveRow>> Moves(long edition, ClockPosition after, int limit, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
