using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Suyuan.Api;
using Suyuan.Http;
using Suyuan.Operations;
using Suyuan.Silo;
using Xunit;
using YamlDotNet.RepresentationModel;

namespace Suyuan.Tests.Operations;

/// <summary>Compose file and manifests say what the binaries read, and nothing by hand that has to scale.</summary>
public sealed partial class DeploymentTests
{
    private static readonly YamlMappingNode Compose = (YamlMappingNode)OperationsFiles.Documents(Path.Combine(OperationsFiles.Root, "docker-compose.yml")).Single();

    private static readonly Dictionary<string, YamlMappingNode> Manifests = Directory.GetFiles(Path.Combine(OperationsFiles.Folder, "kubernetes"), "*.yaml")
        .SelectMany(OperationsFiles.Documents).Cast<YamlMappingNode>()
        .Where(manifest => manifest.Children.ContainsKey("metadata"))
        .ToDictionary(manifest => $"{manifest["kind"]} {manifest["metadata"]["name"]}");

    [Theory]
    [InlineData("compose", "silo")]
    [InlineData("kubernetes", "silo")]
    [InlineData("compose", "migrate")]
    [InlineData("kubernetes", "migrate")]
    public void A_silo_starts_with_these_settings_and_reads_each(string place, string service)
    {
        var asked = new AskedKeys(Environment(place, service));
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.Sources.Add(asked);

        var settings = SiloSettings.From(builder.Configuration, builder.Environment);
        builder.AddSuyuanTelemetry("test");
        Draining.Add(builder.Services);
        using var services = builder.Services.BuildServiceProvider();

        Assert.True(settings.Clustered);
        Assert.InRange(services.GetRequiredService<IOptions<HostOptions>>().Value.ShutdownTimeout, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(80));
        Assert.Empty(asked.ReadByNobody());
    }

    [Theory]
    [InlineData("compose")]
    [InlineData("kubernetes")]
    public async Task An_API_node_starts_with_these_settings_and_reads_each(string place)
    {
        var asked = new AskedKeys(Environment(place, "api"));
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.Configuration.Sources.Add(asked);

        builder.AddClusterClient(builder.AddSuyuanTelemetry("test"));
        builder.AddSuyuanApi();
        await using var app = builder.Build().UseSuyuanApi();

        Assert.Empty(asked.ReadByNobody());
    }

    [Fact]
    public void What_scales_has_neither_name_nor_port_of_its_own()
    {
        foreach (var (service, replicas) in (ReadOnlySpan<(string, string)>)[("silo", "3"), ("api", "2")])
        {
            var declared = Service(service);
            Assert.False(declared.Children.ContainsKey("ports"));
            Assert.False(declared.Children.ContainsKey("container_name"));
            Assert.Equal(replicas, declared["deploy"]["replicas"].ToString());
        }
    }

    [Fact]
    public void Every_image_has_an_exact_version()
    {
        var images = ((YamlMappingNode)Compose["services"]).Children.Values.Cast<YamlMappingNode>()
            .Where(service => service.Children.ContainsKey("image")).Select(service => service["image"].ToString())
            .Where(image => !image.StartsWith("suyuan-", StringComparison.Ordinal))
            .Concat(((string[])["silo", "api"]).SelectMany(project => From().Matches(File.ReadAllText(Path.Combine(OperationsFiles.Root, project, "Dockerfile")))
                .Select(line => line.Groups[1].Value)))
            .ToList();

        Assert.True(images.Count >= 8);
        Assert.All(images, image => Assert.Matches(@":v?\d+\.\d+(\.\d+)?(-[a-z.-]+)?$", image));
    }

    [Theory]
    [InlineData("silo")]
    [InlineData("api")]
    public void A_container_runs_without_rights_and_has_time_to_leave(string name)
    {
        Assert.Contains("USER $APP_UID", File.ReadAllText(Path.Combine(OperationsFiles.Root, name, "Dockerfile")), StringComparison.Ordinal);
        Assert.Equal(("true", "90s"), (Service(name)["read_only"].ToString(), Service(name)["stop_grace_period"].ToString()));

        var pod = Manifests[$"Deployment suyuan-{name}"]["spec"]["template"]["spec"];
        var container = pod["containers"][0];
        Assert.Equal("true", pod["securityContext"]["runAsNonRoot"].ToString());
        Assert.Equal("/health/ready", container["readinessProbe"]["httpGet"]["path"].ToString());
        Assert.Equal("/health/live", container["livenessProbe"]["httpGet"]["path"].ToString());
        var leaving = int.Parse(container["lifecycle"]["preStop"]["sleep"]["seconds"].ToString(), System.Globalization.CultureInfo.InvariantCulture) + 60;
        Assert.True(leaving < int.Parse(pod["terminationGracePeriodSeconds"].ToString(), System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("PodDisruptionBudget")]
    [InlineData("HorizontalPodAutoscaler")]
    public void Budgets_and_autoscalers_mean_pods_that_exist(string kind)
    {
        foreach (var name in (string[])["suyuan-silo", "suyuan-api"])
        {
            var labels = Manifests[$"Deployment {name}"]["spec"]["template"]["metadata"]["labels"]["app"].ToString();
            var spec = Manifests[$"{kind} {name}"]["spec"];
            Assert.Equal(labels, kind is "PodDisruptionBudget" ? spec["selector"]["matchLabels"]["app"].ToString() : spec["scaleTargetRef"]["name"].ToString());
        }
    }

    /// <summary>Settings as the process sees them, with something in the place of each secret.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Environment(string place, string service) =>
        (place is "compose" ? OfCompose(service) : OfManifest(service)).Select(setting => KeyValuePair.Create(
            setting.Key.Replace("__", ":", StringComparison.Ordinal),
            (string?)Secret().Replace(setting.Value, "https://issuer.example")));

    private static IEnumerable<KeyValuePair<string, string>> OfCompose(string service)
    {
        var declared = (YamlMappingNode)Service(service)["environment"];
        return Merged(declared).Select(setting => KeyValuePair.Create(setting.Key.ToString(), setting.Value.ToString()));
    }

    private static IEnumerable<KeyValuePair<string, string>> OfManifest(string service)
    {
        var pod = Manifests[service is "migrate" ? "Job suyuan-migrate" : $"Deployment suyuan-{service}"]["spec"]["template"]["spec"];
        return ((YamlMappingNode)Manifests["ConfigMap suyuan"]["data"]).Children.Select(setting => KeyValuePair.Create(setting.Key.ToString(), setting.Value.ToString()))
            .Concat(((YamlSequenceNode)pod["containers"][0]["env"]).Cast<YamlMappingNode>().Select(setting => KeyValuePair.Create(
                setting["name"].ToString(),
                setting.Children.TryGetValue("value", out var value) ? value.ToString()
                : setting["name"].ToString() is "Storage__ConnectionString" ? "Host=database;Database=suyuan"
                : "10.1.2.3")));
    }

    private static YamlMappingNode Service(string name)
    {
        var declared = new YamlMappingNode();
        foreach (var (key, value) in Merged((YamlMappingNode)Compose["services"][name]))
            declared.Children[key] = value;
        return declared;
    }

    /// <summary>A mapping with what it takes over by <c>&lt;&lt;</c>; its own members come last and win.</summary>
    private static IEnumerable<KeyValuePair<YamlNode, YamlNode>> Merged(YamlMappingNode declared) =>
        (declared.Children.TryGetValue("<<", out var taken) ? Merged((YamlMappingNode)taken) : [])
        .Concat(declared.Children.Where(member => member.Key.ToString() is not "<<"));

    [GeneratedRegex(@"\$\{[^}]+\}")]
    private static partial Regex Secret();

    [GeneratedRegex(@"^FROM (\S+)", RegexOptions.Multiline)]
    private static partial Regex From();
}
