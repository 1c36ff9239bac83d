using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Suyuan.Projection;

namespace Suyuan.Storage;

/// <summary>
/// The storage that grains see. Plain states go through Orleans' ADO.NET provider as they are; states that project
/// rows go through the group commit, with rows in the same tables and the same shape, so either reads the other.
/// </summary>
internal sealed class ProjectingGrainStorage(
    IGrainStorage plain, IStateWriter writer, CombinedReads reads, FreshKeys fresh, IGrainStorageSerializer serializer, IActivatorProvider activators)
    : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (!typeof(IProjectedState).IsAssignableFrom(typeof(T)))
        {
            await plain.ReadStateAsync(stateName, grainId, grainState);
            return;
        }

        var identity = StateIdentity.Of(stateName, grainId);
        var stored = fresh.Take(identity.Key) ? null : await reads.Read(identity);
        grainState.State = stored?.Payload is { } payload ? serializer.Deserialize<T>(new BinaryData(payload)) : activators.GetActivator<T>().Create();
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
        var write = new StateWrite(
            StateIdentity.Of(stateName, grainId), grainId, expected, serializer.Serialize(grainState.State).ToArray(), projected.Project());
        if (!await writer.Write(write))
            throw new InconsistentStateException($"Another writer of {grainId} came first.", "unknown", grainState.ETag);

        grainState.ETag = write.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        plain.ClearStateAsync(stateName, grainId, grainState);
}
