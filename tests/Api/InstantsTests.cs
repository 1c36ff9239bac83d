using System.Text.Json;
using CsCheck;
using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class InstantsTests
{
    [Fact]
    public void An_instant_is_the_same_text_both_ways()
    {
        Gen.Select(Gen.Long[DateTimeOffset.UnixEpoch.AddYears(-60).UtcTicks, DateTimeOffset.UnixEpoch.AddYears(200).UtcTicks], Gen.Int[0, 7], Gen.Int[-14, 14]).Sample((ticks, digits, offset) =>
        {
            var rounded = (long)Math.Pow(10, digits);
            var instant = new DateTimeOffset(ticks / rounded * rounded, TimeSpan.Zero).ToOffset(TimeSpan.FromHours(offset));
            Span<byte> text = stackalloc byte[Instants.Longest];
            Assert.Equal(Instants.Write(instant), System.Text.Encoding.UTF8.GetString(text[..Instants.Write(instant, text)]));
        });
        Assert.Equal("\"2026-03-01T00:00:00+08:00\"", JsonSerializer.Serialize(Instants.Begin(new DateOnly(2026, 3, 1)), Applied()));
    }

    private static JsonSerializerOptions Applied()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        WireJson.Apply(options);
        return options;
    }
}
