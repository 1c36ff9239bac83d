using Suyuan.Disputes;
using Suyuan.Identity;

namespace Suyuan.Triaging;

/// <summary>
/// 分流建议: what a narrative seems to be about, and why it seems so. It proposes and never does anything: triage stays an
/// act of a person. Holds nothing, answers from memory. Key: 0.
/// </summary>
[GrainInterfaceType("triage-help")]
public interface ITriageGrain : IGrainWithIntegerKey
{
    [Alias("suggest")]
    Task<Result<TriageAdvice>> Suggest(TriageQuestion question);

    /// <summary>The same for a registered dispute, by its title, narrative, place and facts.</summary>
    [Alias("suggest-for")]
    Task<Result<TriageAdvice>> SuggestFor(DisputeNumber number, Actor by);
}
