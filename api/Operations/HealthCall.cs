namespace Suyuan.Operations;

/// <summary>
/// Asks the process that runs here whether it is ready: for a container that holds nothing but the product, so no curl.
/// Exit code 0 when it is, 1 when it is not.
/// </summary>
public static class HealthCall
{
    public const string Argument = "--health";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<int> Ask(IConfiguration configuration)
    {
        var urls = configuration[WebHostDefaults.ServerUrlsKey] ?? "http://localhost:5000";
        var port = BindingAddress.Parse(urls.Split(';')[0]).Port;
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(new UriBuilder("http", "127.0.0.1", port, "/health/ready").Uri);
            await Console.Out.WriteLineAsync(await answer.Content.ReadAsStringAsync());
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception silent) when (silent is HttpRequestException or TaskCanceledException)
        {
            await Console.Error.WriteLineAsync($"Nothing answers on port {port}.");
            return 1;
        }
    }
}
