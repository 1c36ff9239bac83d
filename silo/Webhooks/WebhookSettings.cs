using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Suyuan.Storage;

namespace Suyuan.Webhooks;

/// <summary>Reads how agencies are called, checks it at start, and puts the way out into the silo.</summary>
internal static class WebhookSettings
{
    /// <exception cref="StorageStartException">One sentence that names the key.</exception>
    public static WebhookOptions From(IConfiguration configuration)
    {
        var options = new WebhookOptions();
        try
        {
            configuration.GetSection(WebhookOptions.Section).Bind(options);
        }
        catch (InvalidOperationException badValue)
        {
            throw new StorageStartException(badValue.Message, badValue);
        }

        Check(options);
        return options;
    }

    public static void AddWebhooks(this IServiceCollection services, WebhookOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(TargetGuard.Of(options.Allow));
        services.TryAddSingleton<IHostResolver, SystemResolver>();
        services.AddSingleton<IWebhookSender, HttpWebhookSender>();
    }

    private static void Check(WebhookOptions options)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
            throw new StorageStartException($"{WebhookOptions.Section}:{faults[0].MemberNames.First()} is out of range: {faults[0].ErrorMessage}");
        if (options.MaxDelay < options.FirstDelay)
            throw new StorageStartException($"{WebhookOptions.Section}:MaxDelay must not be shorter than {WebhookOptions.Section}:FirstDelay.");
        if (options.PublicUrl is { } root && !(root.IsAbsoluteUri && root.Scheme is "https" or "http" && root.Query.Length + root.Fragment.Length == 0))
            throw new StorageStartException($"{WebhookOptions.Section}:PublicUrl must be an absolute address like https://suyuan.example.gov.cn.");
        try
        {
            TargetGuard.Of(options.Allow);
        }
        catch (FormatException badEntry)
        {
            throw new StorageStartException($"{WebhookOptions.Section}:Allow: {badEntry.Message}", badEntry);
        }
    }
}
