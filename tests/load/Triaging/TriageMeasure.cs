using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Suyuan.Triaging;

namespace Suyuan.Load.Triaging;

/// <summary>How often triage help is right, and how often it rightly says that it does not know.</summary>
internal sealed class TriageMeasure(TriageMeasureOptions options, TextWriter output)
{
    private const string Narratives = "narratives.jsonl";

    private const string OwnNarratives = "own narratives";

    private static readonly LawBook Law = LawBook.Load();

    public async Task Run(CancellationToken cancellation)
    {
        var own = await Read(typeof(TriageMeasure).Assembly.GetManifestResourceStream(Narratives)!, Narratives, cancellation);
        var groups = ImmutableArray.CreateBuilder<Tally>();
        groups.Add(Try(OwnNarratives, own.Values.Select(told => (new Label(told.Id, told.Category!, null, OwnNarratives), told))));
        if (options.Texts is { } path)
        {
            var texts = await Read(Open(path), path, cancellation);
            var labels = Label.Load(Law).Where(label => options.Only is null || label.Half == options.Only).ToLookup(label => texts.ContainsKey(label.Id));
            if (labels[false].Any())
                await output.WriteLineAsync($"{labels[false].Count()} labelled texts are not in {path}.");
            groups.AddRange(labels[true].GroupBy(label => label.Half).Select(half => Try(half.Key, half.Select(label => (label, texts[label.Id])))));
        }

        await output.WriteLineAsync($"triage help {Law.Triage.Version}; shares with 95 % intervals (Wilson)");
        await output.WriteLineAsync($"{"",-30}" + string.Concat(groups.Select(group => $"{$"{group.Name} ({group.All.Length})",-34}")));
        var columns = groups.Select(group => group.Lines().ToList()).ToList();
        for (var line = 0; line < columns[0].Count; line++)
            await output.WriteLineAsync($"{columns[0][line].What,-30}" + string.Concat(columns.Select(column => $"{column[line].Share,-34}")));
        foreach (var group in groups)
        {
            await output.WriteLineAsync($"\n{group.Name}: first suggestion by label");
            foreach (var row in group.Confusion())
                await output.WriteLineAsync(row);
        }

        if (options.Misses)
            foreach (var group in groups)
                foreach (var miss in group.Misses)
                    await output.WriteLineAsync($"{group.Name} {miss.Label.Id}: {miss.Label.Category} {miss.Label.Second}, suggested {string.Join(' ', miss.Advice.Suggestions.Select(suggestion => $"{suggestion.Category} {suggestion.Score}"))}");
        await output.WriteLineAsync($"\n{Each([.. groups.SelectMany(group => group.All)], own):0} µs for a text of {own.Values.Average(told => told.Text.Length):0} characters on the average, on one thread");
    }

    private static Tally Try(string name, IEnumerable<(Label Label, Narrative Told)> texts) =>
        new(name, [.. texts.Select(text => new Tried(text.Label, Advise(text.Told)))]);

    private static TriageAdvice Advise(Narrative told) => Advising.Of(Told.Of(new TriageQuestion { Title = told.Title, Narrative = told.Text }), Law);

    /// <summary>Over the project's own narratives, after everything has been compiled.</summary>
    private static double Each(ImmutableArray<Tried> warm, Dictionary<string, Narrative> own)
    {
        var watch = Stopwatch.StartNew();
        var count = 0;
        for (; count < 3 * own.Count || (warm.Length > 0 && watch.Elapsed < TimeSpan.FromSeconds(2)); )
            foreach (var told in own.Values)
            {
                Advise(told);
                count++;
            }

        return watch.Elapsed.TotalMicroseconds / count;
    }

    private static FileStream Open(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (IOException missing)
        {
            throw new UsageException($"--texts: {missing.Message}");
        }
    }

    private static async Task<Dictionary<string, Narrative>> Read(Stream stream, string name, CancellationToken cancellation)
    {
        using var reader = new StreamReader(stream);
        var texts = new Dictionary<string, Narrative>();
        for (var line = 1; await reader.ReadLineAsync(cancellation) is { } text; line++)
        {
            try
            {
                if (JsonSerializer.Deserialize<Narrative>(text, JsonSerializerOptions.Web) is not { Id.Length: > 0, Text.Length: > 0 } told)
                    throw new UsageException($"{name} line {line} has no id or no text.");
                texts[told.Id] = told;
            }
            catch (JsonException)
            {
                throw new UsageException($"{name} line {line} is not JSON.");
            }
        }

        return texts;
    }

    private sealed record Narrative(string Id, string Text, string? Title, string? Category);
}
