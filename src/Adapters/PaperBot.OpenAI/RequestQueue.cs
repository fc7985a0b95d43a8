namespace PaperBot.OpenAI;

/// <summary>
/// Lets so many requests run at once, one a user; the others wait in the order they came. Bounded. Safe for concurrent callers.
/// </summary>
internal sealed class RequestQueue(int concurrent, int length, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private readonly LinkedList<Turn> _waiting = [];
    private readonly List<Turn> _running = [];
    private TimeSpan _usual;

    /// <summary>Takes a place.</summary>
    /// <param name="user">Whose request; null is nobody's, and is not held up by others.</param>
    /// <exception cref="Models.ModelBusyException">There is no place to wait.</exception>
    public Turn Enter(string? user)
    {
        lock (_gate)
        {
            var turn = new Turn(this, user);
            // Whoever waits already cannot run yet, so nobody is passed.
            if (CanRun(turn))
                Start(turn);
            else if (_waiting.Count >= length)
                throw new Models.ModelBusyException(_waiting.Count, Wait(_waiting.Count + 1));
            else
                _waiting.AddLast(turn);
            return turn;
        }
    }

    private TimeSpan? Wait(int position) => _usual > TimeSpan.Zero ? _usual * Math.Ceiling((double)position / concurrent) : null;

    private bool CanRun(Turn turn) => _running.Count < concurrent && (turn.User is null || !_running.Exists(running => running.User == turn.User));

    private void Start(Turn turn)
    {
        turn.Began = clock.GetTimestamp();
        _running.Add(turn);
        turn.Start();
    }

    private void Leave(Turn turn)
    {
        lock (_gate)
        {
            if (_running.Remove(turn))
            {
                var took = clock.GetElapsedTime(turn.Began);
                _usual = _usual > TimeSpan.Zero ? 0.7 * _usual + 0.3 * took : took;
            }
            else
            {
                _waiting.Remove(turn);
            }
            // One whose user has a request running lets the next ones pass.
            for (var node = _waiting.First; node is not null;)
            {
                var next = node.Next;
                if (CanRun(node.Value))
                {
                    _waiting.Remove(node);
                    Start(node.Value);
                }
                node = next;
            }
        }
    }

    private (int Position, TimeSpan? Wait) PlaceOf(Turn turn)
    {
        lock (_gate)
        {
            var position = 1;
            for (var node = _waiting.First; node is not null && node.Value != turn; node = node.Next)
                position++;
            return (position, Wait(position));
        }
    }

    /// <summary>A place in the queue; disposing gives it back, whether it ran or waited.</summary>
    internal sealed class Turn(RequestQueue queue, string? user) : IDisposable
    {
        private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string? User => user;

        /// <summary>Completes when the request may run.</summary>
        public Task Started => _started.Task;

        /// <summary>Requests before this one, this one included, and for how long.</summary>
        public (int Position, TimeSpan? Wait) Place => queue.PlaceOf(this);

        internal long Began { get; set; }

        internal void Start() => _started.SetResult();

        public void Dispose() => queue.Leave(this);
    }
}
