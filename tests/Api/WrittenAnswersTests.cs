using System.Text.Json;
using CsCheck;
using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class WrittenAnswersTests
{
    [Fact]
    public void Each_object_has_its_own_json_whatever_others_were_written()
    {
        var written = new WrittenAnswers();
        // Equal, and not the same; more than there are places.
        var answers = Enumerable.Range(0, 5_000).Select(n => new Answer($"{n % 100}", n)).ToArray();

        for (var round = 0; round < 2; round++)
        {
            foreach (var answer in answers)
                Assert.Equal(JsonSerializer.SerializeToUtf8Bytes(answer, JsonSerializerOptions.Web), written.Of(answer, JsonSerializerOptions.Web));
        }

        var large = new Answer(new string('x', 40_000), 1);
        Assert.NotSame(written.Of(large, JsonSerializerOptions.Web), written.Of(large, JsonSerializerOptions.Web));
        Assert.Same(written.Of(answers[0], JsonSerializerOptions.Web), written.Of(answers[0], JsonSerializerOptions.Web));
    }

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

    private sealed record Answer(string Text, int Number);
}
