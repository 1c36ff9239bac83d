using System.Collections.Immutable;
using System.Text.Json;

namespace Suyuan.Load.Rehearsing;

/// <summary>Words of real people to register. Those that name their category are told under it.</summary>
internal sealed class Narratives
{
    private const string Embedded = "narratives.jsonl";

    private readonly ImmutableArray<string> _all;
    private readonly ILookup<string, string> _byCategory;

    private Narratives(IEnumerable<Told> told)
    {
        var list = told.ToImmutableArray();
        _all = [.. list.Select(one => one.Text)];
        _byCategory = list.Where(one => one.Category is not null).ToLookup(one => one.Category!, one => one.Text);
    }

    /// <param name="file">JSON lines with id and text; null for the project's own.</param>
    public static async Task<Narratives> Load(string? file, CancellationToken cancellation)
    {
        await using var stream = file is null ? typeof(Narratives).Assembly.GetManifestResourceStream(Embedded)! : Open(file);
        using var reader = new StreamReader(stream);
        var told = new List<Told>();
        while (await reader.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length > 0)
                told.Add(Read(line, file ?? Embedded, told.Count + 1));
        }

        return told.Count > 0 ? new Narratives(told) : throw new UsageException($"{file} holds no text.");
    }

    public string Pick(string category, Random random)
    {
        var fitting = _byCategory[category].ToList();
        return fitting.Count > 0 ? fitting[random.Next(fitting.Count)] : _all[random.Next(_all.Length)];
    }

    private static FileStream Open(string file)
    {
        try
        {
            return File.OpenRead(file);
        }
        catch (IOException missing)
        {
            throw new UsageException($"--texts: {missing.Message}");
        }
    }

    private static Told Read(string line, string file, int number)
    {
        try
        {
            return JsonSerializer.Deserialize<Told>(line, JsonSerializerOptions.Web) is { Text.Length: > 0 } told
                ? told
                : throw new UsageException($"{file} line {number} has no text.");
        }
        catch (JsonException)
        {
            throw new UsageException($"{file} line {number} is not JSON.");
        }
    }

    private sealed record Told(string Text, string? Category);
}
