using System.Security.Claims;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Suyuan.Areas;
using Suyuan.Http;
using Suyuan.Identity;
using Suyuan.Problems;

namespace Suyuan.Agencies;

/// <summary>The table that shows supervisors which agencies answer: JSON, or CSV for a spreadsheet.</summary>
internal static class ResponseEndpoints
{
    private const string Csv = "text/csv";

    private static readonly CsvWriterOptions Dialect = new()
    {
        // Spreadsheets take a file without it for the machine's own code page, and the Chinese names are gone.
        WriteByteOrderMark = true,
        Injection = CsvInjection.Escape,
    };

    public static void MapResponse(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/reports/response", Table).Permits("report/read").WithTags("报表 Reports")
            .WithSummary("单位响应情况 Who acknowledges its notices, and who does not; the worst first")
            .WithDescription(
                "`from` 与 `to` 均为含当日的日期，默认最近三十日，最长 366 日。Days, both included; by default the last thirty. `Accept: text/csv` answers a table for a spreadsheet. "
                + "Order: missed, furthest step of silence, overdue duties, late, p90.")
            .Produces<ResponseTable>(200, "application/json", Csv).Refuses(400, 401, 403, 503);

    // Accept is looked at where the answer is written; it stands here to be described.
    private static async Task<IResult> Table(
        AreaCode? area, Day? from, Day? to, [FromHeader(Name = "Accept")] string? accept, HttpContext http, ClaimsPrincipal user, IGrainFactory grains)
    {
        var table = await grains.GetGrain<IResponseGrain>(0).Table(new ResponseQuery(area, from?.Value, to?.Value), user.ToActor());
        if (!table.Succeeded)
            return new Problem(table.Refusal);
        http.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return http.Request.Prefers(Csv) ? TypedResults.Bytes(Written(table.Value), $"{Csv}; charset=utf-8; header=present") : TypedResults.Ok(table.Value);
    }

    internal static byte[] Written(ResponseTable table)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, Dialect, leaveOpen: true))
        {
            csv.WriteRecord(
            [
                "agency", "nameZh", "nameEn", "received", "toAcknowledge", "inTime", "late", "waiting", "missed", "oldestWaiting", "medianSeconds",
                "p90Seconds", "silenceSteps", "furthestStep", "overdueDuties",
            ]);
            foreach (var row in table.Items)
            {
                csv.WriteField(row.Agency.ToString());
                csv.WriteField(row.Name.Zh);
                csv.WriteField(row.Name.En);
                csv.WriteField(row.Received);
                csv.WriteField(row.ToAcknowledge);
                csv.WriteField(row.InTime);
                csv.WriteField(row.Late);
                csv.WriteField(row.Waiting);
                csv.WriteField(row.Missed);
                csv.WriteField(row.OldestWaiting is { } oldest ? Instants.Write(oldest) : "");
                csv.WriteField(row.MedianSeconds);
                csv.WriteField(row.P90Seconds);
                csv.WriteField(row.SilenceSteps);
                csv.WriteField(row.FurthestStep ?? "");
                csv.WriteField(row.OverdueDuties);
                csv.EndRecord();
            }
        }

        return bytes.ToArray();
    }
}
