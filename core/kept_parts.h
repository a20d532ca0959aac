// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/compute.h"
#include "core/compute_keys.h"
#include "core/kept.h"
#include "core/kept_experiment.h"
#include "core/laws.h"
#include "core/parameter_sweep.h"
#include "core/power_map.h"
#include "core/segmentation_comparison.h"
#include "core/simulated_fits.h"

#include <memory>

namespace tradeoff {

/// The extra parts of a result, made after everything else for who asks for them, and kept while
/// they fit.
class KeptParts {
public:
    /// A computation whose other stages are done.
    struct Input {
        const Experiment& experiment;
        const Segmented& segmented;
        KeptExperiment& kept;
        const Monitor& monitor;
    };

    /// Adds the parts that are asked for to a result.
    /// \throws Cancelled when stopped
    void make(const ResultParts& parts, const Input& input, Result& result);

private:
    void spreadFits(const Input& input, Result& result);
    void compareSegmentations(const Input& input, Result& result);
    void mapPowers(const Input& input, Result& result);
    void findLaws(const Input& input, Result& result);
    void sweepOverParameter(const Input& input, Result& result);

    Kept<MonteCarloKey, std::shared_ptr<const FitSpread>> m_fitSpread;
    KeptComparison m_comparison;
    Kept<PowerMapKey, std::shared_ptr<const PowerMap>> m_powerMap;
    Kept<LawsKey, std::shared_ptr<const Laws>> m_laws;
    KeptExperiment m_swept; ///< of the last value of the swept parameter
    Kept<Scenario, std::shared_ptr<const ParameterSweep>> m_parameterSweep;
};

} // namespace tradeoff
