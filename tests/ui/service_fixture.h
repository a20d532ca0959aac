// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/compute_service.h"

#include <QThread>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <stop_token>
#include <vector>

namespace tradeoff::ui {

inline Scenario numbered(int experts)
{
    Scenario scenario;
    scenario.experts = experts;
    return scenario;
}

inline Result answerTo(const Scenario& scenario)
{
    Result result;
    result.scenario = scenario;
    return result;
}

/// Works for a time unless it is stopped, as a computation does that polls its token.
inline void workFor(int milliseconds, const std::stop_token& stop)
{
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_for(lock, stop, std::chrono::milliseconds(milliseconds), [] { return false; });
    if (stop.stop_requested()) {
        throw Cancelled{};
    }
}

/// What a service reported, in order.
struct Report {
    struct Answer {
        int experts = 0;
        bool isFinal = false;
        QThread* thread = nullptr;
    };

    explicit Report(ComputeService& service)
    {
        QObject::connect(
            &service, &ComputeService::resultReady, &service,
            [this](const std::shared_ptr<const Result>& result, bool isFinal, double) {
                answers.push_back({result->scenario.experts, isFinal, QThread::currentThread()});
            });
    }

    [[nodiscard]] bool finished(int experts) const
    {
        return std::any_of(answers.begin(), answers.end(), [&](const Answer& answer) {
            return answer.experts == experts && answer.isFinal;
        });
    }

    std::vector<Answer> answers;
};

} // namespace tradeoff::ui
