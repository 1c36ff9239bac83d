using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Suyuan.Disputes;
using Suyuan.Storage;
using Suyuan.Tests.Support;
using Xunit;

namespace Suyuan.Tests.Storage;

/// <summary>
/// Every state that a grain stores has a sample of how its first version stored it. The files are never made again: what was stored once
/// must load for ever, here and on a silo of before that stands beside this one.
/// </summary>
public sealed class StoredSampleTests
{
    private static readonly Type[] States =
    [
        .. from grain in typeof(DisputeState).Assembly.GetTypes()
           from parameter in grain.GetConstructors().SelectMany(constructor => constructor.GetParameters())
           where parameter.GetCustomAttribute<PersistentStateAttribute>() is not null && !parameter.ParameterType.ContainsGenericParameters
           select parameter.ParameterType.GetGenericArguments()[0],
    ];

    public static TheoryData<string> Names => [.. States.Select(state => state.Name).Distinct()];

    [Theory, MemberData(nameof(Names))]
    public void Every_stored_state_has_a_sample_and_stores_it_again_under_the_same_names(string name)
    {
        var state = States.First(state => state.Name == name);
        var samples = Samples(name);

        Assert.NotEmpty(samples);
        Assert.All(samples, sample =>
        {
            using var stored = JsonDocument.Parse(Text(sample));
            Assert.Null(state.GetProperty(nameof(DisputeState.Later))!.GetValue(JsonSerializer.Deserialize(Text(sample), state, StateSerializer.Options)));
            StoredForm.Keeps(stored.RootElement, Again(state, Text(sample)), "state");
        });
    }

    /// <summary>An older silo that goes on with a dispute must not forget what a newer one has written down.</summary>
    [Theory, MemberData(nameof(Names))]
    public void What_a_later_version_stored_is_stored_again(string name)
    {
        var state = States.First(state => state.Name == name);

        var again = Again(state, """{"version":1,"of-tomorrow":{"deep":[1,2]}}""");

        Assert.Equal("""{"deep":[1,2]}""", again.GetProperty("of-tomorrow").GetRawText());
    }

    /// <summary>A silo that stops hands over what is in memory: each part of a state must be one that Orleans can send.</summary>
    [Theory, MemberData(nameof(Names))]
    public void It_can_be_handed_over_to_another_silo(string name)
    {
        var state = States.First(state => state.Name == name);
        using var services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();

        Assert.All(Samples(name).Append(null), sample =>
        {
            var text = sample is null ? """{"ofTomorrow":{"deep":[1,2]}}""" : Text(sample);
            var here = JsonSerializer.Deserialize(text, state, StateSerializer.Options)!;
            var there = serializer.Deserialize<object>(serializer.SerializeToArray<object>(here));
            Assert.Equal(JsonSerializer.Serialize(here, state, StateSerializer.Options), JsonSerializer.Serialize(there, state, StateSerializer.Options));
        });
    }

    [Fact]
    public void A_dispute_that_goes_on_keeps_what_a_later_version_stored()
    {
        var later = JsonSerializer.Deserialize<DisputeState>("""{"number":"51030420260000015","version":1,"ofTomorrow":7}""", StateSerializer.Options)!;

        var next = JsonSerializer.SerializeToElement(later with { Version = 2 }, StateSerializer.Options);

        Assert.Equal((2, 7), (next.GetProperty("version").GetInt32(), next.GetProperty("ofTomorrow").GetInt32()));
    }

    private static List<string> Samples(string name) =>
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(file => file.StartsWith($"stored/{JsonNamingPolicy.KebabCaseLower.ConvertName(name)}-", StringComparison.Ordinal)),
    ];

    private static JsonElement Again(Type state, string text) =>
        JsonSerializer.SerializeToElement(JsonSerializer.Deserialize(text, state, StateSerializer.Options), state, StateSerializer.Options);

    private static string Text(string file)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(file)!);
        return reader.ReadToEnd();
    }
}
