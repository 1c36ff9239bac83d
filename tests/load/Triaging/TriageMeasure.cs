using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Suyuan.Triaging;

namespace Suyuan.Load.Triaging;

/// <summary>How often triage help is right, and how often it rightly says that it does not know.</summary>
internal sealed class TriageMeasure(TriageMeasureOptions options, TextWriter output)
{
    private const string Narratives = "narratives.jsonl";

    private const int Rounds = 10;

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
        var each = Each(own.Values, cancellation);
        await output.WriteLineAsync($"\n{each:0} µs of CPU for a text of {own.Values.Average(told => told.Text.Length):0} characters on the average");
    }

    private static Tally Try(string name, IEnumerable<(Label Label, Narrative Told)> texts) =>
        new(name, [.. texts.Select(text => new Tried(text.Label, Advise(text.Told)))]);

    private static TriageAdvice Advise(Narrative told) => Advising.Of(Told.Of(new TriageQuestion { Title = told.Title, Narrative = told.Text }), Law);

    /// <summary>Everything has been compiled by now; nothing else runs in this process.</summary>
    private static double Each(ICollection<Narrative> own, CancellationToken cancellation)
    {
        var process = Process.GetCurrentProcess();
        var spent = process.TotalProcessorTime;
        for (var round = 0; round < Rounds; round++)
            foreach (var told in own)
            {
                cancellation.ThrowIfCancellationRequested();
                Advise(told);
            }

        process.Refresh();
        return (process.TotalProcessorTime - spent).TotalMicroseconds / (Rounds * own.Count);
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
