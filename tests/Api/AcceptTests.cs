using Suyuan.Http;
using Xunit;

namespace Suyuan.Tests.Api;

public sealed class AcceptTests
{
    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("*/*", false)]
    [InlineData("application/json", false)]
    [InlineData("text/csv", true)]
    [InlineData("TEXT/CSV; charset=utf-8", true)]
    [InlineData("text/csv, application/json;q=0.5", true)]
    [InlineData("text/csv;q=0.5, application/json", false)]
    [InlineData("text/csv;q=0", false)]
    [InlineData("text/csv, */*", true)]
    [InlineData("text/html, text/csv", true)]
    [InlineData("text/csv;;;q=,", false)]
    public void Another_form_than_json_is_for_those_who_would_rather_have_it(string? accept, bool csv) =>
        Assert.Equal(csv, Accepts.Prefers([accept], "text/csv"));
}
