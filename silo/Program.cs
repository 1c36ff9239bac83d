using Microsoft.Extensions.Options;
using Suyuan.Disputes;
using Suyuan.Http;
using Suyuan.Operations;
using Suyuan.Storage;

namespace Suyuan.Silo;

/// <summary>
/// The product. On one machine: silo, SQLite, API and docs in this process. In a cluster: one silo among others over
/// PostgreSQL. <c>--migrate-only</c> brings the schema up to date and ends; <c>--health</c> asks the process that runs here whether it is ready; <c>--print-life</c> prints the table of acts for the README; <c>verify-audit FILE</c> checks an exported audit trail.
/// </summary>
internal static class SiloHost
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            if (args is [VerifyAudit.Verb, ..])
                return await VerifyAudit.Run(args[1..], Console.Out, Console.Error);
            // Settings lie beside the binary; data/ lies where the product is started.
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions
            {
                Args = [.. args.Where(argument => argument is not ("--migrate-only" or "--print-life" or HealthCall.Argument))],
                ContentRootPath = AppContext.BaseDirectory,
            });
            if (args.Contains("--print-life"))
            {
                await Console.Out.WriteAsync(LifeTable.Markdown(LawBook.Load()));
                return 0;
            }

            if (args.Contains(HealthCall.Argument))
                return await HealthCall.Ask(builder.Configuration);
            var settings = SiloSettings.From(builder.Configuration, builder.Environment);
            settings.Storage.Migrate |= args.Contains("--migrate-only");
            using var logging = LoggerFactory.Create(logger => logger.AddConfiguration(builder.Configuration.GetSection("Logging")).AddConsole());
            await using var database = await ProductDatabase.Open(settings.Storage, logging.CreateLogger("Suyuan.Storage"), CancellationToken.None);
            if (args.Contains("--migrate-only"))
                return 0;

            if (settings.Personal is { } personal)
                await database.UseKeys(personal.Open(null, logging.CreateLogger("Suyuan.Storage")), personal.Encrypt, CancellationToken.None);
            builder.AddSuyuanSilo(settings, database, database.Clock);
            if (settings.HostsApi)
                builder.AddSuyuanApi();
            await using var app = builder.Build();
            if (settings.HostsApi)
                app.UseSuyuanApi();
            else
                app.UseHealthAlone();
            await app.RunAsync();
            return 0;
        }
        catch (Exception refusal) when (refusal is StorageStartException or DataFileException or OptionsValidationException or InvalidDataException)
        {
            await Console.Error.WriteLineAsync(refusal is OptionsValidationException options ? string.Join(Environment.NewLine, options.Failures) : refusal.Message);
            return 1;
        }
        catch (InvalidOperationException badValue) when (badValue.Source is "Microsoft.Extensions.Configuration.Binder")
        {
            // Names the key: "Failed to convert configuration value 'x' at 'Section:Key' to type …".
            await Console.Error.WriteLineAsync(badValue.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while still starting: nothing was running yet.
            return 0;
        }
        catch (Microsoft.AspNetCore.Connections.AddressInUseException portTaken)
        {
            await Console.Error.WriteLineAsync($"Cluster:SiloPort or Cluster:GatewayPort: {portTaken.Message}.");
            return 1;
        }
        catch (IOException portTaken) when (portTaken.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"Urls: {portTaken.Message}");
            return 1;
        }
    }
}
