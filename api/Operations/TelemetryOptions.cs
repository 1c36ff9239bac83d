namespace Suyuan.Operations;

/// <summary>What leaves the process about itself. Everything is off until a key says where to.</summary>
/// <param name="Metrics">Where Prometheus scrapes <c>/metrics</c>: an address of its own, never that of the API. Key <c>Telemetry:Metrics</c>.</param>
/// <param name="Otlp">Where metrics and traces are sent. Key <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>, as every OpenTelemetry SDK reads it.</param>
public sealed record TelemetryOptions(BindingAddress? Metrics, Uri? Otlp)
{
    private const string MetricsKey = "Telemetry:Metrics";

    private const string OtlpKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    public bool On => Metrics is not null || Otlp is not null;

    /// <summary>Calls between grains carry their trace with them: a few microseconds each, so only when somebody collects traces.</summary>
    public bool Traced => Otlp is not null;

    /// <exception cref="InvalidDataException">One sentence that names the key.</exception>
    public static TelemetryOptions From(IConfiguration configuration) => new(ReadMetrics(configuration[MetricsKey]), ReadOtlp(configuration[OtlpKey]));

    private static BindingAddress? ReadMetrics(string? text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null
                : BindingAddress.Parse(text) is { Scheme: "http", Port: > 0, PathBase: "" } address ? address
                : throw Fault();
        }
        catch (FormatException)
        {
            throw Fault();
        }

        static InvalidDataException Fault() => new($"{MetricsKey} must be an address to listen at, as http://127.0.0.1:9464.");
    }

    private static Uri? ReadOtlp(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null
        : Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new InvalidDataException($"{OtlpKey} must be an absolute address, as http://collector:4317.");
}
