using System.Collections.Immutable;
using System.Globalization;
using Suyuan.Disputes;
using Suyuan.Identity;
using Suyuan.Matters;
using Suyuan.Projection;

namespace Suyuan.Tests.Support;

/// <summary>
/// One matter and its present, as its grain would lead it: a blank write, what time alone did, the act, one version more when
/// anything changed. What follows in other grains does not happen here.
/// </summary>
/// <param name="atEnd">What the kind does when a clock with an effect has ended.</param>
/// <param name="atTime">What the kind does at its own instant.</param>
internal sealed class MatterLife<T>(T state, MatterNumber number, DateTimeOffset now, Func<T, Clock, Scene, T>? atEnd = null, Func<T, Scene, T>? atTime = null)
    where T : MatterState<T>
{
    private readonly List<EventRow> _steps = [];
    private readonly List<NoticeRow> _notices = [];

    public T State { get; private set; } = state;

    public Moment Now { get; private set; } = new(now);

    public ImmutableArray<EventRow> Steps => [.. _steps];

    public ImmutableArray<NoticeRow> Notices => [.. _notices];

    public Scene SceneOf(Actor by) => new(Given.Law, by, Now);

    public Clock Clock(string id) => State.Clocks.Single(clock => clock.Id == id);

    /// <summary>Last days of the open clocks.</summary>
    public string[] Open => [.. State.Clocks.Where(clock => clock.IsOpen).Select(clock => $"{clock.Id} {clock.Due.End:yyyy-MM-dd}")];

    public MatterLife<T> To(string instant)
    {
        Now = new Moment(DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>True when time had something to do.</summary>
    public bool Wake()
    {
        var before = State.Blank();
        var after = Elapsed(before);
        var changed = !ReferenceEquals(after, before);
        if (changed)
            Commit(after);
        return changed;
    }

    public Result<T> Begin(string act, object said, Actor by, Func<T, Scene, Result<T>> begin, string? key = null)
    {
        var opened = MatterRules.Open(State, number, act, said, new ActContext(by, key), SceneOf(by), begin);
        if (opened.Succeeded && !ReferenceEquals(opened.Value, State))
            Commit(opened.Value);
        return opened;
    }

    public Result<T> Do(string act, object said, Actor by, Func<T, Scene, Result<T>> decide, string? key = null)
    {
        var before = State.Blank();
        var elapsed = Elapsed(before);
        var done = MatterRules.Act(elapsed, act, said, new ActContext(by, key), SceneOf(by), decide);
        var after = done.Succeeded ? done.Value : elapsed;
        if (!ReferenceEquals(after, before))
            Commit(after);
        return done;
    }

    /// <summary>What the grain notes of what it carried out elsewhere.</summary>
    public void Note(T next) => Commit(next.Blank());

    private T Elapsed(T before)
    {
        var scene = SceneOf(Actor.Clockwork);
        var after = MatterRules.Elapse(before, scene, WakeCause.Sweep, atEnd ?? ((matter, _, _) => matter));
        return after.WakeAt <= scene.Now.At ? atTime?.Invoke(after, scene) ?? (T)(after with { WakeAt = null }) : after;
    }

    private void Commit(T next)
    {
        State = (T)(next with { Version = State.Version + 1 });
        _steps.AddRange(State.Written.Steps);
        _notices.AddRange(State.Written.Notices);
        Assert(State.Project());
    }

    /// <summary>The row says what the state says, in words that the tables know.</summary>
    private void Assert(ProjectedRows rows)
    {
        var status = Given.Law.Matters.Status(number.Kind, State.Place);
        Xunit.Assert.Equal((number.ToString(), number.Kind, State.Place, status.IsOpen, State.Version), (rows.Matter!.Number, rows.Matter.Kind, rows.Matter.Status, rows.Matter.Open, rows.Matter.Version));
        Xunit.Assert.All(rows.Notices, notice => Xunit.Assert.Equal(number.ToString(), notice.Number));
    }
}
