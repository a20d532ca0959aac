// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "core/result.h"

#include <QObject>
#include <QString>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

namespace tradeoff::ui {

/// Computes scenarios on a worker thread; the newest request wins.
///
/// A running computation is let through to its first stage, so that the picture follows a drag,
/// and is then cancelled by a newer request. One whose first stage takes too long (150 ms) is
/// cancelled all the same; each such cut gives the next one more patience (500 ms, then twice as
/// much each time) until a picture gets through, so that no flood of requests can starve it. The
/// last request is always answered.
///
/// Every signal is emitted on the service's own thread. A result that was not handed over before a
/// newer one came is replaced by it; the last one of the last request always arrives.
class ComputeService : public QObject {
    Q_OBJECT

public:
    /// Answers a scenario on the worker thread; throws as `tradeoff::compute` does.
    using ComputeFunction = std::function<Result(const Scenario& scenario, const Monitor& monitor,
                                                 const ResultParts& parts)>;

    /// With `tradeoff::compute`, whose cache the worker keeps.
    explicit ComputeService(QObject* parent = nullptr);
    explicit ComputeService(ComputeFunction compute, QObject* parent = nullptr);
    /// Cancels and waits for the worker to let go.
    ~ComputeService() override;
    ComputeService(const ComputeService&) = delete;
    ComputeService& operator=(const ComputeService&) = delete;

    /// Asks for a scenario's result, with extra parts; returns at once.
    void request(const Scenario& scenario, const ResultParts& parts = {});
    /// Ends the running computation and forgets the waiting one.
    void cancel();
    [[nodiscard]] bool isBusy() const;

signals:
    /// A stage is done. `isFinal` tells the last one; `milliseconds` is the time from the start
    /// until the exact errors of this number of experts were known.
    void resultReady(std::shared_ptr<const tradeoff::Result> result, bool isFinal,
                     double milliseconds);
    void progressChanged(double share);
    void failed(const QString& message);
    void busyChanged(bool busy);

private:
    class Worker;
    void answerBell();
    void waitAtMost(std::optional<std::chrono::duration<double, std::milli>> time);
    void setBusy(bool busy);

    std::unique_ptr<Worker> m_worker;
    QTimer m_patience; ///< until a computation without a first stage gives way
    bool m_busy = false;
};

} // namespace tradeoff::ui
