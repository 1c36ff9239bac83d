using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Suyuan.Storage;
using Xunit;

namespace Suyuan.Tests.Personal;

/// <summary>Keys in a file: made once, read again, and refused with one sentence that quotes none of them.</summary>
public sealed class KeyFileTests : IDisposable
{
    private const string SomeKey = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

    private readonly string _folder = Directory.CreateTempSubdirectory("suyuan-keys-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "keys.json");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_file_is_made_once_and_for_its_owner_alone()
    {
        KeyFile.CreateUnlessThere(Path);
        var first = File.ReadAllText(Path);
        KeyFile.CreateUnlessThere(Path);

        Assert.Equal(first, File.ReadAllText(Path));
        Assert.Equal("k1", KeyFile.Read(Path, null).Active.Id);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
    }

    [Fact]
    public void A_key_is_added_first_and_switched_to_then_and_the_file_is_read_again()
    {
        KeyFile.CreateUnlessThere(Path);
        using var ring = new KeyFile(Path, null, TimeSpan.FromHours(1), TimeProvider.System, NullLogger.Instance);
        var cipher = new FieldCipher(ring, encrypts: true);
        var old = FieldCipher.Seal("自贡", cipher.Active, "x"u8);

        KeyFile.Add(Path, "k2", active: true);
        File.SetLastWriteTimeUtc(Path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal("k2", ring.Reload().Active.Id);
        Assert.Equal("自贡", cipher.Open(old, "x"u8));
    }

    [Fact]
    public void A_changed_file_that_cannot_be_used_leaves_the_keys_from_before()
    {
        KeyFile.CreateUnlessThere(Path);
        using var ring = new KeyFile(Path, null, TimeSpan.FromHours(1), TimeProvider.System, NullLogger.Instance);
        File.WriteAllText(Path, "{");
        File.SetLastWriteTimeUtc(Path, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        Assert.Equal("k1", ring.Reload().Active.Id);
    }

    [Theory]
    [InlineData("{", "it is not JSON")]
    [InlineData("""{"active":"k2","keys":{"k1":"KEY"},"search":"KEY"}""", "active must name one of its keys")]
    [InlineData("""{"active":"k1","keys":{"k1":"KEY"}}""", "search is missing")]
    [InlineData("""{"active":"k1","keys":{"k1":"c2hvcnQ="},"search":"KEY"}""", "has 5 bytes and not 32")]
    [InlineData("""{"active":"K 1","keys":{"K 1":"KEY"},"search":"KEY"}""", "is no id of a key")]
    [InlineData("""{"active":"k1","keys":{"k1":"!"},"search":"KEY"}""", "not written in base64")]
    [InlineData("""{"active":"k1","keys":{"k1":"KEY"},"search":"KEY","wrap":"city-kms"}""", "wrapped by \"city-kms\"")]
    public void A_wrong_file_is_refused_by_name(string content, string problem)
    {
        File.WriteAllText(Path, content.Replace("KEY", SomeKey, StringComparison.Ordinal));

        var refused = Assert.Throws<StorageStartException>(() => KeyFile.Read(Path, null));
        Assert.StartsWith("Personal:KeyFile: ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(problem, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(SomeKey, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Wrapped_keys_are_opened_by_the_service_that_wrapped_them()
    {
        var wrapped = Convert.ToBase64String(Convert.FromBase64String(SomeKey).Reverse().ToArray());
        File.WriteAllText(Path, $$"""{"active":"k1","keys":{"k1":"{{wrapped}}"},"search":"{{wrapped}}","wrap":"backwards"}""");

        var ring = KeyFile.Read(Path, new Backwards());

        Assert.Equal(Convert.FromBase64String(SomeKey), ring.Search);
    }

    [Fact]
    public void Production_does_not_start_without_keys_and_Development_makes_some()
    {
        Assert.StartsWith("Personal:KeyFile is missing", Assert.Throws<StorageStartException>(() => Options("Production").Open(null, NullLogger.Instance)).Message, StringComparison.Ordinal);
        Assert.Equal((true, true, "data/keys.json"), Options("Development") is var made ? (made.Encrypt, made.Makes, made.KeyFile!) : default);
        Assert.Equal((true, false, "/run/keys.json"), Options("Production", ("Personal:KeyFile", "/run/keys.json")) is var given ? (given.Encrypt, given.Makes, given.KeyFile!) : default);
        Assert.Null(Options("Production", ("Personal:Encrypt", "false")).Open(null, NullLogger.Instance));
        Assert.Throws<StorageStartException>(() => Options("Development", ("Personal:Encrypt", "perhaps")));
        Assert.Throws<StorageStartException>(() => Options("Development", ("Personal:RotationPace", "1")));
        Assert.Throws<StorageStartException>(() => Options("Development", ("Personal:KeyRefresh", "00:00:00")));
    }

    private static PersonalOptions Options(string environment, params (string Key, string Value)[] settings) => PersonalOptions.From(
        new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(setting => setting.Key, setting => (string?)setting.Value)).Build(),
        new Environment(environment),
        "data/suyuan.db");

    private sealed class Backwards : IKeyWrap
    {
        public string Name => "backwards";

        public byte[] Unwrap(byte[] wrapped) => [.. wrapped.Reverse()];
    }

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;

        public string ApplicationName { get; set; } = "tests";

        public string ContentRootPath { get; set; } = "";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
