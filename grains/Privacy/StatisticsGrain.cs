using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Areas;
using Suyuan.Changes;
using Suyuan.Deadlines;
using Suyuan.Projection;

namespace Suyuan.Privacy;

/// <summary>Counts a year once and keeps it for a while: whoever asks, and however often, the database is asked seldom, and all see the same.</summary>
[GrainType("statistics")]
internal sealed class StatisticsGrain(IRetentionReads reads, LawInForce law, TimeProvider clock) : Grain, IStatisticsGrain
{
    private static readonly int[] Quarters = [1, 2, 3, 4];

    private static readonly int[] WholeYear = [0];

    private const int FirstYear = 2023;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(6);

    private (DateTimeOffset At, Publication What)? _counted;

    public async Task<Result<StatisticsTable>> Table(AreaCode area, string? table)
    {
        var (book, now, year) = (law.Current, Moment.Now(clock), (int)Math.Min(this.GetPrimaryKeyLong(), int.MaxValue));
        var latest = book.Published.LatestYear(now.Day);
        if (year is 0 && latest >= FirstYear)
            return await GrainFactory.GetGrain<IStatisticsGrain>(latest).Table(area, table);
        if (year is < FirstYear || year > latest)
            return Refused(Refusal.Of("year", RefusalCode.NotPublishedYet, Year("year", year is 0 ? FirstYear : year), Year("latest", latest)));
        if (book.Areas.Find(area) is not { } known)
            return Refused(Refusal.Of("area", RefusalCode.UnknownArea, new Fact("area", area.ToString())));
        ImmutableArray<PublishedTable> tables = [.. book.Published.Tables.Where(published => published.Level == known.Level)];
        if (tables.FirstOrDefault(published => table is null || published.Name == table) is not { } asked)
            return Refused(Refusal.Of("table", RefusalCode.NoSuchTable, new Fact("table", table ?? ""), new Fact("allowed", string.Join('|', tables.Select(published => published.Name)))));
        return Shown(await Counted(year, book, now), asked, known, year, tables, book);
    }

    private async Task<Publication> Counted(int year, LawBook book, Moment now)
    {
        if (_counted is { } counted && now.At - counted.At < Kept)
            return counted.What;
        var rows = await reads.Counted(
            AreaTree.PrefixOf(book.Areas.City.Code), Begin(year, 1), Begin(year + 1, 1), (Begin(year, 4), Begin(year, 7), Begin(year, 10)), CancellationToken.None);
        var publication = Publication.Of(rows, book.Routing.Categories.Select(category => category.Code), book.Areas, book.Published);
        _counted = (now.At, publication);
        return publication;
    }

    private static StatisticsTable Shown(Publication publication, PublishedTable table, Area area, int year, ImmutableArray<PublishedTable> tables, LawBook book)
    {
        ImmutableArray<StatisticsFigure> figures =
        [
            .. from category in publication.Categories
               from quarter in table.ByQuarter ? Quarters : WholeYear
               select new StatisticsFigure(
                   category, book.Routing.Category(category)?.Zh ?? "未分类", quarter is 0 ? null : quarter, publication.Of(category, area.Code, quarter)),
        ];
        var atLeast = book.Published.AtLeast(table.Level);
        return new StatisticsTable(
            area.Code, book.Areas.PathOf(area.Code), year, table.Name, table.Words, [.. tables.Select(published => published.Name)], atLeast, figures,
            figures.Count(figure => figure.Count is null), figures.Sum(figure => figure.Count ?? 0), Method(atLeast), book.Published.Version, Sample: true);
    }

    private static Sentence Method(int atLeast) => new(
        $"按登记日期统计，已并案的不重复计算，涉未成年人、涉刑和涉心理服务的纠纷不计入任何数字。1至{atLeast - 1}件的数字不公布；为防止推算，同一合计中其余最小的数字一并不公布，没有其余数字的全部不公布；不公布的数字，其下各级均不公布。合计只加已公布的数字。",
        $"By the day of registration; what was merged is counted once; disputes of minors, of crimes and with psychological service are in no figure. Figures from 1 to {atLeast - 1} are withheld, and with them the least of the other parts of the same whole, or all parts where there are no others, so that none can be reckoned; below a withheld figure everything is withheld. The sum is of published figures alone.");

    private Refusal Refused(Refusal refusal)
    {
        if (_counted is null)
            DeactivateOnIdle();
        return refusal;
    }

    private static Fact Year(string name, int year) => new(name, year.ToString(CultureInfo.InvariantCulture));

    private static DateTimeOffset Begin(int year, int month) => Moment.StartOf(new DateOnly(year, month, 1));
}
