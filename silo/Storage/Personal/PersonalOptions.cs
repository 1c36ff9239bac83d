using System.Globalization;

namespace Suyuan.Storage;

/// <summary>How personal data lies in the database. Section <c>Personal</c>.</summary>
/// <param name="Encrypt">False leaves what is written clear: for the time in which older silos stand beside this one.</param>
/// <param name="KeyFile">Null where there are no keys, with which nothing starts unless <paramref name="Encrypt"/> is off.</param>
/// <param name="Makes">The file is made at the first start; only in Development.</param>
/// <param name="Refresh">How often the file is looked at; a value under a key not seen yet makes it be looked at at once.</param>
/// <param name="Pace">Stored values that re-encrypting rewrites in a second, at most.</param>
internal sealed record PersonalOptions(bool Encrypt, string? KeyFile, bool Makes, TimeSpan Refresh, int Pace)
{
    public static readonly TimeSpan UsualRefresh = TimeSpan.FromSeconds(10);

    public const int UsualPace = 2_000;

    /// <exception cref="StorageStartException">One sentence that names the key.</exception>
    public static PersonalOptions From(IConfiguration configuration, IHostEnvironment environment, string storagePath)
    {
        var section = configuration.GetSection("Personal");
        var encrypt = section["Encrypt"] is not { } flag || (bool.TryParse(flag, out var yes) ? yes : throw new StorageStartException("Personal:Encrypt must be true or false."));
        var refresh = section["KeyRefresh"] is not { } text ? UsualRefresh
            : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var span) && span >= TimeSpan.FromSeconds(1) && span <= TimeSpan.FromHours(1) ? span
            : throw new StorageStartException("Personal:KeyRefresh must be a time of one second to one hour.");
        var pace = section["RotationPace"] is not { } number ? UsualPace
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var some) && some is >= 100 and <= 1_000_000 ? some
            : throw new StorageStartException("Personal:RotationPace must lie between 100 and 1000000 values a second.");
        var file = section["KeyFile"];
        var makes = file is null && encrypt && environment.IsDevelopment();
        return new PersonalOptions(encrypt, file ?? (makes ? Path.Combine(Path.GetDirectoryName(storagePath) ?? "", "keys.json") : null), makes, refresh, pace);
    }

    /// <summary>The keys that the options speak of. Bringing the schema up to date needs none.</summary>
    /// <exception cref="StorageStartException">There are none, or they cannot be used.</exception>
    public IKeyRing? Open(IKeyWrap? wrap, ILogger logger)
    {
        if (KeyFile is null)
            return Encrypt
                ? throw new StorageStartException("Personal:KeyFile is missing: personal data is stored encrypted, and outside Development nobody makes keys by the way (docs/operations.md).")
                : null;
        if (Makes && !File.Exists(KeyFile))
        {
            logger.KeysMade(KeyFile);
            Storage.KeyFile.CreateUnlessThere(KeyFile);
        }

        return new KeyFile(KeyFile, wrap, Refresh, TimeProvider.System, logger);
    }
}
