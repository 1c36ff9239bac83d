using CsCheck;
using Suyuan.Warnings;
using Xunit;

namespace Suyuan.Tests.Warnings;

/// <summary>The distribution behind every line: against known values, and against what must hold of any tail.</summary>
public sealed class TailsTests
{
    [Theory]
    [InlineData(0.5, 1, 0.3934693402873666)]
    [InlineData(0.5, 3, 0.014387677966970713)]
    [InlineData(4, 10, 0.008132242796)]
    [InlineData(100, 130, 0.0022820931)]
    public void Without_scatter_it_is_the_tail_of_a_poisson_count(double mean, int from, double expected) =>
        Assert.Equal(expected, Tails.Of(mean, double.PositiveInfinity).From(from), expected * 1e-4);

    /// <summary>With shape 1 the count is geometric, and its tail a power.</summary>
    [Fact]
    public void With_shape_one_it_is_the_tail_of_a_geometric_count() =>
        Gen.Select(Gen.Double[0.01, 50], Gen.Int[0, 60]).Sample((mean, from) =>
            Math.Abs(Tails.Of(mean, 1).From(from) - Math.Pow(mean / (mean + 1), from)) < 1e-12);

    [Fact]
    public void Tails_fall_from_one_to_nothing_and_their_sum_is_the_mean() =>
        Gen.Select(Gen.Double[0.001, 3_000], Gen.Double[0.3, 500]).Sample((mean, shape) =>
        {
            var tails = Tails.Of(mean, shape);
            var sum = 0.0;
            for (var n = 1; n <= tails.End; n++)
            {
                Assert.True(tails.From(n) <= tails.From(n - 1));
                sum += tails.From(n);
            }

            Assert.Equal((1.0, 0.0), (tails.From(0), tails.From(tails.End)));
            Assert.Equal(mean, sum, mean * 1e-6);
        });

    [Fact]
    public void The_less_certain_the_mean_the_fatter_the_tail() =>
        Gen.Select(Gen.Double[0.01, 20], Gen.Double[0.5, 20]).Sample((mean, shape) =>
        {
            var far = (int)(3 * mean) + 4;
            Assert.True(Tails.Of(mean, shape).From(far) > Tails.Of(mean, shape * 2).From(far));
        });
}
