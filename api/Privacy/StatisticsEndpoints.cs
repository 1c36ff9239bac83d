using System.Globalization;
using System.Text;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Identity;

namespace Suyuan.Privacy;

/// <summary>Anonymous figures for everybody, as JSON and CSV.</summary>
internal static class StatisticsEndpoints
{
    private const string Csv = "text/csv";

    public static void MapStatistics(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/areas/{code}/statistics", Table).Permits("statistics/read").WithTags("开放数据 Open data")
            .WithSummary("匿名统计 Published figures of an area: a closed list of tables of a whole year, none of which tells of a person")
            .WithDescription("`table`: one of `tables`; `year`: the latest by default. `Accept: text/csv` gives CSV. What counts too few is withheld (`count` absent, empty in CSV), and other figures with it; `method` says how.")
            .Produces<StatisticsTable>(200, "application/json", Csv).Produces(304).Refuses(400, 404, 503);

    private static async Task<IResult> Table(AreaCode code, ShortText? table, int? year, HttpRequest request, IGrainFactory grains)
    {
        var answer = await grains.GetGrain<IStatisticsGrain>(year ?? 0).Table(code, table?.Value);
        return answer.Succeeded && request.Prefers(Csv)
            ? TypedResults.Text(AsCsv(answer.Value), Csv, Encoding.UTF8)
            : Answers.TaggedOrProblem(answer);
    }

    private static string AsCsv(StatisticsTable table)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# {table.Title.Zh} / {table.Title.En}\r\n# {table.AreaName} {table.Year}\r\n# {table.Method.Zh}\r\n# {table.Method.En}\r\n");
        text.Append("area,year,category,categoryName,quarter,count\r\n");
        foreach (var figure in table.Figures)
            text.Append(CultureInfo.InvariantCulture, $"{table.Area},{table.Year},{figure.Category},\"{figure.CategoryName.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{figure.Quarter},{figure.Count}\r\n");
        return text.ToString();
    }
}
