// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "core/result_part.h"
#include "core/scenario.h"

#include <functional>
#include <memory>
#include <stop_token>

namespace tradeoff {

/// Thrown out of a computation whose stop token was triggered.
struct Cancelled {};

/// How a caller follows and ends a computation. All functions run on the computing thread.
struct Monitor {
    std::stop_token stop;
    /// Share of the current slow stage that is done, 0 to 1.
    std::function<void(double)> progress;
    /// The exact errors of this number of experts are known, or the fit to data; once, before any
    /// stage.
    std::function<void()> errorsKnown;
    /// A stage is done and a slow one follows. The last stage is the returned value.
    std::function<void(const Result&)> stage;
};

/// What is slow to prepare and depends on a part of the scenario alone, kept from one computation
/// to the next, so that moving one parameter costs only what that parameter changes.
/// To be used by one thread at a time.
class ComputeCache {
public:
    ComputeCache();
    ~ComputeCache();
    ComputeCache(const ComputeCache&) = delete;
    ComputeCache& operator=(const ComputeCache&) = delete;

    struct Contents;
    [[nodiscard]] Contents& contents() { return *m_contents; }

private:
    std::unique_ptr<Contents> m_contents;
};

/// Answers a scenario: the one door to the core.
///
/// The same scenario gives the same numbers to the last bit, whatever the cache holds and however
/// many threads there are. (The simulation of the current number of experts alone and as one of the
/// sweep are two sums of the same numbers, which may differ in their last bits.)
/// \param parts  the extra parts to make as well, after everything else
/// \throws InputError where `validate` would; Cancelled when stopped
[[nodiscard]] Result compute(const Scenario& scenario, const Monitor& monitor, ComputeCache& cache,
                             const ResultParts& parts = {});
[[nodiscard]] Result compute(const Scenario& scenario, const Monitor& monitor = {},
                             const ResultParts& parts = {});

} // namespace tradeoff
