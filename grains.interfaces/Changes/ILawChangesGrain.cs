using Suyuan.Identity;

namespace Suyuan.Changes;

/// <summary>
/// Takes changes of law, one after the other: the edition is their order. Key: <see cref="GrainKeys.LawChanges"/>.
/// What is put is in force when the answer comes; the open clocks follow (<see cref="IRecountGrain"/>).
/// </summary>
[GrainInterfaceType("law-changes")]
public interface ILawChangesGrain : IGrainWithStringKey
{
    /// <summary>
    /// Replaces a year's calendar. The same content under the same version is answered as the first time; another
    /// content under a version that was used, or a version that a later one has replaced, is refused.
    /// </summary>
    [Alias("put-calendar")]
    Task<Result<LawChangePut>> PutCalendar(int year, CalendarDraft draft, Actor by);

    /// <summary>Adds a version to a rule that exists, under the same conditions.</summary>
    [Alias("put-rule")]
    Task<Result<LawChangePut>> PutRule(string id, RuleDraft draft, Actor by);
}

/// <param name="IsNew">False when the same had been put before; then nothing has changed.</param>
[GenerateSerializer, Immutable, Alias("law-change-put")]
public sealed record LawChangePut([property: Id(0)] LawChangeView Change, [property: Id(1)] bool IsNew);
