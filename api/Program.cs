using Microsoft.Extensions.Options;
using Suyuan.Http;
using Suyuan.Operations;

namespace Suyuan.Api;

/// <summary>The API as a process of its own: an Orleans client behind a load balancer.</summary>
internal static class ApiHost
{
    private static async Task<int> Main(string[] args)
    {
        try
        {
            var builder = WebApplication.CreateBuilder([.. args.Where(argument => argument != HealthCall.Argument)]);
            LogDefaults.Add(builder.Configuration);
            if (args.Contains(HealthCall.Argument))
                return await HealthCall.Ask(builder.Configuration);
            builder.AddClusterClient(builder.AddSuyuanTelemetry("suyuan-api"));
            builder.AddSuyuanApi();
            await using var app = builder.Build();
            await app.UseSuyuanApi().RunAsync();
            return 0;
        }
        catch (OperationCanceledException)
        {
            // Told to stop while the first silo was still awaited: nothing was running yet.
            return 0;
        }
        catch (InvalidDataException damaged)
        {
            await Console.Error.WriteLineAsync(damaged.Message);
            return 1;
        }
        catch (InvalidOperationException badValue) when (badValue.Source is "Microsoft.Extensions.Configuration.Binder")
        {
            // Names the key: "Failed to convert configuration value 'x' at 'Section:Key' to type …".
            await Console.Error.WriteLineAsync(badValue.Message);
            return 1;
        }
        catch (OptionsValidationException exception)
        {
            await Console.Error.WriteLineAsync(string.Join(Environment.NewLine, exception.Failures));
            return 1;
        }
    }
}
