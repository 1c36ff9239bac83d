using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text.Json;

namespace Suyuan.Storage;

/// <summary>
/// Keys in a file: <c>{"active": "k1", "keys": {"k1": "…32 bytes in base64…"}, "search": "…"}</c>, with <c>"wrap": "…"</c> where a
/// <see cref="IKeyWrap"/> has to open them first. The file is read again when it has changed; a changed one that cannot be used is not.
/// </summary>
internal sealed class KeyFile : IKeyRing, IDisposable
{
    private readonly string _path;
    private readonly IKeyWrap? _wrap;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private DateTime _written;
    private volatile KeyRing _current;

    /// <exception cref="StorageStartException">There is no such file, or it cannot be used.</exception>
    public KeyFile(string path, IKeyWrap? wrap, TimeSpan refresh, TimeProvider clock, ILogger logger)
    {
        (_path, _wrap, _clock, _logger) = (path, wrap, clock, logger);
        _written = Written(path);
        _current = Read(path, wrap);
        _timer = _clock.CreateTimer(_ => Reload(), null, refresh, refresh);
    }

    public KeyRing Current => _current;

    public KeyRing Reload()
    {
        lock (_gate)
        {
            var written = Written(_path);
            if (written == _written)
                return _current;
            try
            {
                var before = _current;
                _current = Read(_path, _wrap);
                _written = written;
                if (before.Active.Id != _current.Active.Id)
                    _logger.KeyActive(_current.Active.Id);
            }
            catch (StorageStartException unusable)
            {
                _logger.KeysUnusable(unusable);
            }

            return _current;
        }
    }

    public void Dispose() => _timer.Dispose();

    /// <summary>Makes a file with new keys unless there is one; whoever comes second finds the first one's.</summary>
    public static void CreateUnlessThere(string path)
    {
        if (File.Exists(path))
            return;
        var full = Path.GetFullPath(path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        var draft = $"{full}.{Environment.ProcessId}";
        Write(draft, new Content("k1", new Dictionary<string, string> { ["k1"] = NewKey() }, NewKey(), null));
        try
        {
            File.Move(draft, full, overwrite: false);
        }
        catch (IOException) when (File.Exists(full))
        {
            File.Delete(draft);
        }
    }

    /// <summary>Adds a new key to a file, active or not; the old ones stay.</summary>
    public static void Add(string path, string id, bool active)
    {
        var before = Parse(path);
        var keys = new Dictionary<string, string>(before.Keys!) { [id] = NewKey() };
        Write(path, before with { Keys = keys, Active = active ? id : before.Active });
    }

    /// <summary>Makes one of its keys the one that is written with.</summary>
    public static void Activate(string path, string id) => Write(path, Parse(path) with { Active = id });

    public static KeyRing Read(string path, IKeyWrap? wrap)
    {
        var content = Parse(path);
        if (content.Wrap is { } needed && needed != wrap?.Name)
            throw Wrong(path, $"its keys are wrapped by \"{needed}\", and nothing of that name is registered");
        try
        {
            var keys = (content.Keys ?? []).ToFrozenDictionary(key => key.Key, key => new PersonalKey(key.Key, Opened(key.Value)));
            if (content.Active is null || !keys.TryGetValue(content.Active, out var active))
                throw Wrong(path, "active must name one of its keys");
            var search = Opened(content.Search ?? throw Wrong(path, "search is missing"));
            return search.Length is PersonalKey.Bytes ? new KeyRing(active, keys, search) : throw Wrong(path, $"search has {search.Length} bytes and not {PersonalKey.Bytes}");
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            throw Wrong(path, malformed is FormatException ? "a key is not written in base64" : malformed.Message);
        }

        byte[] Opened(string text) => Convert.FromBase64String(text) is var bytes && content.Wrap is null ? bytes : wrap!.Unwrap(bytes);
    }

    /// <summary>Of what a link leads to: mounted secrets are exchanged behind one.</summary>
    private static DateTime Written(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.LastWriteTimeUtc ?? File.GetLastWriteTimeUtc(path);

    private static Content Parse(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), JsonSerializerOptions.Web) ?? throw Wrong(path, "it is empty");
        }
        catch (JsonException)
        {
            // The library's words would quote the line, and with it a key.
            throw Wrong(path, "it is not JSON of {\"active\", \"keys\", \"search\"}");
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw Wrong(path, File.Exists(path) ? "it cannot be read" : "there is no such file");
        }
    }

    private static void Write(string path, Content content)
    {
        var draft = $"{path}.new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
            JsonSerializer.Serialize(file, content, JsonSerializerOptions.Web);
        File.Move(draft, path, overwrite: true);
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(PersonalKey.Bytes));

    private static StorageStartException Wrong(string path, string problem) => new($"Personal:KeyFile: '{path}' cannot be used: {problem}.");

    private sealed record Content(string? Active, Dictionary<string, string>? Keys, string? Search, string? Wrap);
}
