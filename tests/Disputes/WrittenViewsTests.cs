using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Suyuan.Areas;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Disputes;

/// <summary>What was sent is sent again to whom it was sent, and to nobody else.</summary>
public sealed class WrittenViewsTests
{
    private static readonly IOptions<JsonOptions> Json = Applied();

    private readonly WrittenViews _written = new(Json);

    [Fact]
    public void Only_whom_it_was_sent_to_has_it_and_only_of_that_dispute()
    {
        var (number, other) = (DisputeNumber.Of(AreaCode.Parse("510304"), 2026, 7), DisputeNumber.Of(AreaCode.Parse("510304"), 2026, 8));
        var view = ViewFor(Given.Lead);

        var sent = _written.Write(number, Given.Lead, 5, view);

        Assert.Same(sent, _written.Of(number, Given.Lead with { }));
        Assert.Equal((5, $"\"{view.Version}\""), (sent.Stamp, sent.Tag));
        Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(view, Json.Value.SerializerOptions), sent.Json);
        Assert.Null(_written.Of(other, Given.Lead));
        Assert.Null(_written.Of(number, Given.Clerk));
        Assert.Null(_written.Of(number, Given.Lead with { Id = "another" }));
        Assert.Null(_written.Of(number, Given.Lead with { Role = Suyuan.Identity.Role.Supervisor }));
    }

    [Fact]
    public void However_many_were_sent_each_has_its_own_or_none()
    {
        var view = ViewFor(Given.Lead);
        var kept = 0;
        for (var sequence = 1; sequence <= 6_000; sequence++)
            _written.Write(DisputeNumber.Of(AreaCode.Parse("510304"), 2026, sequence), Given.Lead, sequence, view);

        for (var sequence = 1; sequence <= 6_000; sequence++)
        {
            if (_written.Of(DisputeNumber.Of(AreaCode.Parse("510304"), 2026, sequence), Given.Lead) is not { } sent)
                continue;
            Assert.Equal(sequence, sent.Stamp);
            kept++;
        }

        Assert.InRange(kept, 1, 4_096);
    }

    [Fact]
    public void What_is_very_large_is_written_anew_each_time()
    {
        var number = DisputeNumber.Of(AreaCode.Parse("510304"), 2026, 7);
        var view = ViewFor(Given.Lead);

        var sent = _written.Write(number, Given.Lead, 5, view with { Title = new string('x', 40_000) });

        Assert.True(sent.Json.Length > 40_000);
        Assert.Null(_written.Of(number, Given.Lead));
    }

    private static DisputeView ViewFor(Suyuan.Identity.Actor by)
    {
        var life = Given.AHandledDispute();
        return DisputeViews.Of(life.State, Given.Law, by, life.Now);
    }

    private static IOptions<JsonOptions> Applied()
    {
        var options = new JsonOptions();
        WireJson.Apply(options.SerializerOptions);
        return Options.Create(options);
    }
}
