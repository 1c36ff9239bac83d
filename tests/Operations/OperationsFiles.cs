using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Suyuan.Tests.Operations;

/// <summary>The files that operators take: compose, manifests, dashboard, alarms.</summary>
internal static class OperationsFiles
{
    public static string Root { get; } = Find();

    public static string Folder { get; } = Path.Combine(Root, "docs", "operations");

    /// <summary>Every query of the dashboard and of the alarm rules.</summary>
    public static IEnumerable<(string File, string Text)> Queries()
    {
        var rules = (YamlMappingNode)Documents(Path.Combine(Folder, "prometheus", "rules.yml")).Single();
        foreach (var node in rules.AllNodes.OfType<YamlMappingNode>())
        {
            if (node.Children.TryGetValue("expr", out var query))
                yield return ("rules.yml", query.ToString());
        }

        foreach (var query in Expressions(JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "grafana", "suyuan.json")))!))
            yield return ("suyuan.json", query);
    }

    /// <summary>All documents of a YAML file.</summary>
    public static IEnumerable<YamlNode> Documents(string path)
    {
        using var reader = new StreamReader(path);
        var stream = new YamlStream();
        stream.Load(reader);
        return [.. stream.Documents.Select(document => document.RootNode)];
    }

    private static IEnumerable<string> Expressions(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(member => member is { Key: "expr", Value: JsonValue query } ? [(string)query!]
            : member.Value is { } value ? Expressions(value) : []),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Expressions),
        _ => [],
    };

    private static string Find()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Cluster.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("Cluster.sln lies in no folder above the tests.");
        return folder;
    }
}
