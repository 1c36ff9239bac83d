using System.Globalization;
using System.Runtime.CompilerServices;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>
/// The storage that grains see. Plain states go through Orleans' ADO.NET provider as they are; states that project
/// rows go through the group commit, with rows in the same tables and the same shape, so either reads the other.
/// </summary>
internal sealed class ProjectingGrainStorage(
    IGrainStorage plain, IStateWriter writer, CombinedReads reads, FreshKeys fresh, StateSerializer serializer, ProductDatabase database, IActivatorProvider activators)
    : IGrainStorage
{
    // Of what an activation holds its state in, and gone with it.
    private readonly ConditionalWeakTable<object, SealedTexts> _sealed = [];

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!typeof(IProjectedState).IsAssignableFrom(typeof(T)))
        {
            await plain.ReadStateAsync(stateName, grainId, grainState);
            return;
        }

        var identity = StateIdentity.Of(stateName, grainId);
        var stored = fresh.Take(identity.Key) ? null : await reads.Read(identity);
        grainState.State = stored?.Payload is { } payload ? (T)serializer.Deserialize(payload, typeof(T), identity) : activators.GetActivator<T>().Create();
        grainState.ETag = stored?.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = stored?.Payload is not null;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (grainState.State is not IProjectedState projected)
        {
            await plain.WriteStateAsync(stateName, grainId, grainState);
            return;
        }

        var expected = string.IsNullOrEmpty(grainState.ETag) ? 0 : int.Parse(grainState.ETag, CultureInfo.InvariantCulture);
        var identity = StateIdentity.Of(stateName, grainId);
        // Asked once: all values of a write are under one key.
        var key = database.Personal.Active;
        var known = key is null ? null : _sealed.GetOrCreateValue(grainState);
        var write = new StateWrite(
            identity,
            grainId,
            expected,
            serializer.Serialize(projected, typeof(T), identity, key, known),
            database.Rows.Seal(projected.Project(), key, expected is 0),
            key?.Id);
        if (!await writer.Write(write))
            throw new InconsistentStateException($"Another writer of {grainId} came first.", "unknown", grainState.ETag);

        grainState.ETag = write.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        plain.ClearStateAsync(stateName, grainId, grainState);
}
