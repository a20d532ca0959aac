// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/compute_service.h"

#include "core/input_error.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

#include <sys/resource.h>
#include <unistd.h>

namespace tradeoff::ui {

namespace {

using Clock = std::chrono::steady_clock;
using Milliseconds = std::chrono::duration<double, std::milli>;

constexpr Milliseconds firstPatience{150};
constexpr Milliseconds secondPatience{500};

/// Lowers the priority of this thread, and with it of the threads that it starts: where processors
/// are few, drawing must not wait for computing.
void letTheWindowGoFirst()
{
    constexpr int niceness = 10;
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), niceness);
}

/// What is asked for.
struct Request {
    Scenario scenario;
    ResultParts parts;
};

struct Delivery {
    std::shared_ptr<const Result> result;
    bool isFinal = false;
    double milliseconds = 0.0;
};

/// What crosses from the worker at one ring of the bell.
struct Payload {
    std::optional<Delivery> delivery;
    std::optional<double> progress;
    std::optional<QString> failure;
};

} // namespace

/// The worker thread with its mailbox. Everything that both threads touch is under `m_mutex`; the
/// bell is rung inside it, so that the order of rings is the order of the data.
class ComputeService::Worker : public QObject {
    Q_OBJECT

public:
    explicit Worker(ComputeFunction compute)
        : m_compute(std::move(compute))
        , m_thread([this](const std::stop_token& quit) { run(quit); })
    {}

    ~Worker() override
    {
        m_thread.request_stop();
        cancel();
        m_thread.join();
    }

    /// \returns how long the running computation may keep this one waiting; nothing: no need to
    /// care
    std::optional<Milliseconds> request(Request request)
    {
        const std::lock_guard lock(m_mutex);
        m_waiting = std::move(request);
        m_wake.notify_one();
        return giveWay();
    }

    /// Ends a computation that has used up its patience while another waits.
    /// \returns as `request`
    std::optional<Milliseconds> hurry()
    {
        const std::lock_guard lock(m_mutex);
        return giveWay();
    }

    void cancel()
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.reset();
        m_payload = {};
        m_abandoned = m_running;
        m_job.request_stop();
    }

    [[nodiscard]] Payload take()
    {
        const std::lock_guard lock(m_mutex);
        m_rung = false;
        return std::exchange(m_payload, {});
    }

    /// Nothing runs, waits or is to be taken.
    [[nodiscard]] bool isIdle()
    {
        const std::lock_guard lock(m_mutex);
        return !m_running && !m_waiting && !m_rung;
    }

signals:
    void bell();

private:
    void run(const std::stop_token& quit)
    {
        letTheWindowGoFirst();
        while (const auto request = next(quit)) {
            answer(*request);
        }
    }

    /// Stops the running computation where a waiting one may have its place. Call with the lock.
    std::optional<Milliseconds> giveWay()
    {
        if (!m_running || !m_waiting || m_job.stop_requested()) {
            return std::nullopt;
        }
        const Milliseconds rest = m_patience - (Clock::now() - m_started);
        if (!m_staged && rest > Milliseconds(0)) {
            return rest;
        }
        if (!m_staged) {
            m_patience = std::max(secondPatience, m_patience * 2);
        }
        m_job.request_stop();
        return std::nullopt;
    }

    /// Waits for the next request; nothing when the thread is to end.
    std::optional<Request> next(const std::stop_token& quit)
    {
        std::unique_lock lock(m_mutex);
        if (!m_wake.wait(lock, quit, [this] { return m_waiting.has_value(); }) ||
            quit.stop_requested()) {
            return std::nullopt;
        }
        m_running = true;
        m_staged = false;
        m_abandoned = false;
        m_job = std::stop_source();
        m_started = Clock::now();
        m_toErrors = Milliseconds(0);
        return std::exchange(m_waiting, std::nullopt);
    }

    void answer(const Request& request)
    {
        Monitor monitor;
        monitor.stop = token();
        monitor.progress = [this](double share) {
            post([share](Payload& payload) { payload.progress = share; });
        };
        monitor.errorsKnown = [this] { stopTheClock(); };
        monitor.stage = [this](const Result& result) { deliver(result, false); };
        std::optional<QString> failure;
        try {
            deliver(m_compute(request.scenario, monitor, request.parts), true);
        } catch (const Cancelled&) {
            failure.reset();
        } catch (const InputError& error) {
            failure = QString::fromStdString(error.line());
        } catch (const std::exception& error) {
            failure = QString::fromUtf8(error.what());
        }
        finish(failure);
    }

    [[nodiscard]] std::stop_token token()
    {
        const std::lock_guard lock(m_mutex);
        return m_job.get_token();
    }

    void stopTheClock()
    {
        const std::lock_guard lock(m_mutex);
        m_toErrors = Clock::now() - m_started;
    }

    void deliver(Result result, bool isFinal)
    {
        Delivery delivery{std::make_shared<const Result>(std::move(result)), isFinal, 0.0};
        const std::lock_guard lock(m_mutex);
        delivery.milliseconds = m_toErrors.count();
        m_staged = true;
        m_patience = firstPatience;
        giveWay();
        if (!m_abandoned) {
            m_payload.delivery = std::move(delivery);
            m_payload.failure.reset(); // of an older scenario
            ring();
        }
    }

    void post(const std::function<void(Payload&)>& fill)
    {
        const std::lock_guard lock(m_mutex);
        if (!m_abandoned) {
            fill(m_payload);
            ring();
        }
    }

    void finish(const std::optional<QString>& failure)
    {
        const std::lock_guard lock(m_mutex);
        if (failure && !m_abandoned) {
            m_payload.failure = failure;
        }
        m_running = false;
        ring();
    }

    /// One ring at a time is enough: who answers it takes everything there is.
    void ring()
    {
        if (!std::exchange(m_rung, true)) {
            emit bell();
        }
    }

    const ComputeFunction m_compute;
    std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::optional<Request> m_waiting;
    std::stop_source m_job;
    Clock::time_point m_started;
    Milliseconds m_patience = firstPatience;
    Milliseconds m_toErrors{0}; ///< until the running computation knew the exact errors
    bool m_running = false;
    bool m_staged = false;    ///< the running computation has delivered something
    bool m_abandoned = false; ///< nobody wants the running computation's answer any more
    bool m_rung = false;
    Payload m_payload;
    std::jthread m_thread; ///< last: it uses all of the above
};

namespace {

ComputeService::ComputeFunction computeWithCache()
{
    return [cache = std::make_shared<ComputeCache>()](
               const Scenario& scenario, const Monitor& monitor, const ResultParts& parts) {
        return tradeoff::compute(scenario, monitor, *cache, parts);
    };
}

} // namespace

ComputeService::ComputeService(QObject* parent)
    : ComputeService(computeWithCache(), parent)
{}

ComputeService::ComputeService(ComputeFunction compute, QObject* parent)
    : QObject(parent)
    , m_worker(std::make_unique<Worker>(std::move(compute)))
{
    m_patience.setSingleShot(true);
    m_patience.setTimerType(Qt::PreciseTimer);
    connect(&m_patience, &QTimer::timeout, this, [this] { waitAtMost(m_worker->hurry()); });
    connect(m_worker.get(), &Worker::bell, this, &ComputeService::answerBell, Qt::QueuedConnection);
}

ComputeService::~ComputeService() = default;

void ComputeService::request(const Scenario& scenario, const ResultParts& parts)
{
    waitAtMost(m_worker->request({scenario, parts}));
    setBusy(true);
}

void ComputeService::cancel()
{
    m_patience.stop();
    m_worker->cancel();
    setBusy(false);
}

bool ComputeService::isBusy() const
{
    return m_busy;
}

void ComputeService::answerBell()
{
    const Payload payload = m_worker->take();
    if (payload.progress) {
        emit progressChanged(*payload.progress);
    }
    if (payload.delivery) {
        const Delivery& delivery = *payload.delivery;
        emit resultReady(delivery.result, delivery.isFinal, delivery.milliseconds);
    }
    if (payload.failure) {
        emit failed(*payload.failure);
    }
    setBusy(!m_worker->isIdle());
}

void ComputeService::waitAtMost(std::optional<std::chrono::duration<double, std::milli>> time)
{
    if (time) {
        m_patience.start(static_cast<int>(time->count()) + 1);
    }
}

void ComputeService::setBusy(bool busy)
{
    if (m_busy != busy) {
        m_busy = busy;
        emit busyChanged(busy);
    }
}

} // namespace tradeoff::ui

#include "compute_service.moc"
