using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace Suyuan.Tests.Webhooks;

/// <summary>The receiver of <c>tests/webhooks-receiver</c>: verifier and parser are npm's <c>standardwebhooks</c> and <c>cloudevents</c>.</summary>
public sealed class NodeReceiver : IAsyncLifetime
{
    private static readonly SemaphoreSlim Installing = new(1);

    private readonly HttpClient _client = new();
    private Process? _node;

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var folder = Folder();
        await Installing.WaitAsync();
        try
        {
            if (!Directory.Exists(Path.Combine(folder, "node_modules")))
            {
                using var npm = Start("npm", folder, "ci");
                npm.StandardInput.Close();
                var said = npm.StandardError.ReadToEndAsync();
                await npm.StandardOutput.ReadToEndAsync();
                await npm.WaitForExitAsync();
                Assert.True(npm.ExitCode is 0, await said);
            }
        }
        finally
        {
            Installing.Release();
        }

        _node = Start("node", folder, "receiver.mjs");
        var port = await _node.StandardOutput.ReadLineAsync();
        if (port is null)
            throw new InvalidOperationException($"The receiver did not start: {await _node.StandardError.ReadToEndAsync()}");
        Address = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{int.Parse(port, CultureInfo.InvariantCulture)}/"));
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        if (_node is null)
            return;
        _node.StandardInput.Close();
        await _node.WaitForExitAsync();
        _node.Dispose();
    }

    public async Task Use(string secret)
    {
        using var content = new StringContent(secret);
        using var response = await _client.PutAsync(new Uri(Address, "secret"), content, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
    }

    public async Task<JsonNode[]> Accepted() =>
        [.. JsonNode.Parse(await _client.GetStringAsync(new Uri(Address, "events"), TestContext.Current.CancellationToken))!.AsArray().Select(accepted => accepted!)];

    /// <summary>Hands over what another receiver got, byte for byte unless changed before; the status it answers.</summary>
    internal async Task<int> Judge(Heard heard)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(heard.Body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", heard.Headers["Content-Type"]);
        foreach (var name in (string[])["webhook-id", "webhook-timestamp", "webhook-signature"])
            request.Headers.TryAddWithoutValidation(name, heard.Headers[name]);
        using var response = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private static Process Start(string program, string folder, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    private static string Folder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Cluster.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Cluster.sln lies in no folder above the tests.");
        return Path.Combine(folder.FullName, "tests", "webhooks-receiver");
    }
}
