using System.Diagnostics.CodeAnalysis;

namespace Suyuan.Agencies;

/// <summary>The feeds of this node: one for each agency that somebody follows here, as long as somebody does.</summary>
internal sealed class InboxFeeds(IGrainFactory grains)
{
    /// <summary>Followers of one agency on one node; of all together there are as many as the lane of streams has places.</summary>
    public const int MostOfAgency = 500;

    private readonly Lock _lock = new();
    private readonly Dictionary<AgencyId, Followed> _feeds = [];

    /// <summary>A place among the followers, or false when there is none left.</summary>
    public bool TryFollow(AgencyId agency, [NotNullWhen(true)] out InboxFeed? feed)
    {
        lock (_lock)
        {
            var known = _feeds.TryGetValue(agency, out var followed);
            if (followed?.Followers >= MostOfAgency)
            {
                feed = null;
                return false;
            }

            // A feed that has ended, as when its silo went away, is begun anew by the next who asks.
            if (!known || followed!.Looking.IsCompleted)
            {
                var stop = new CancellationTokenSource();
                var begun = new InboxFeed(grains, agency);
                followed = new Followed(begun, begun.Look(stop.Token), stop);
                _feeds[agency] = followed;
            }

            followed.Followers++;
            feed = followed.Feed;
            return true;
        }
    }

    public void Leave(AgencyId agency, InboxFeed feed)
    {
        lock (_lock)
        {
            // Who left an ended feed is not a follower of the one that was begun after it.
            if (!_feeds.TryGetValue(agency, out var followed) || followed.Feed != feed || --followed.Followers > 0)
                return;
            _feeds.Remove(agency);
            followed.Stop.Cancel();
        }
    }

    private sealed class Followed(InboxFeed feed, Task looking, CancellationTokenSource stop)
    {
        public InboxFeed Feed => feed;

        public Task Looking => looking;

        public CancellationTokenSource Stop => stop;

        public int Followers { get; set; }
    }
}
