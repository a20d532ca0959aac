// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data_compute.h"

#include "core/csv_reader.h"
#include "core/data_choice.h"
#include "core/data_fit.h"
#include "core/input_error.h"
#include "core/kept.h"
#include "core/model_selection.h"
#include "core/monitoring.h"
#include "core/segmentation.h"
#include "core/sweep.h"

#include <limits>
#include <string>
#include <tuple>
#include <utility>

namespace tradeoff {

namespace {

constexpr double notKnown = std::numeric_limits<double>::quiet_NaN();

/// What reading depends on. The checksum is none of it: it is compared with the file's afterwards.
struct FileKey {
    std::filesystem::path path;
    std::filesystem::file_time_type time;
    std::uintmax_t size = 0;
    std::string x;
    std::string y;
    CsvDecisions format;

    bool operator==(const FileKey&) const = default;
};

/// A file that was read.
struct LoadedData {
    DataSource source;
    std::shared_ptr<const TrainingSet> trainingSet;
    Interval domain;
    std::optional<double> noiseVariance;
};

using SegmenterKey = std::tuple<FileKey, Choice, int>;
using SweepKey = std::tuple<SegmenterKey, EmptyRegionRule, ExpertsSweep>;

FileKey fileKey(const DataChoice& data)
{
    FileKey key{
        std::u8string(data.file.begin(), data.file.end()), {}, 0, data.x, data.y, data.format};
    std::error_code ignored; // reading says what is wrong
    key.time = std::filesystem::last_write_time(key.path, ignored);
    key.size = std::filesystem::file_size(key.path, ignored);
    return key;
}

LoadedData load(const FileKey& key, const DataChoice& choice, const Checkpoint& checkpoint)
{
    CsvRequest request;
    request.path = key.path;
    request.format = recogniseCsv(readHead(key.path), choice.format);
    request.columns = chosenColumns(request.format, choice);
    constexpr double shareOfReading = 0.9;
    const DataSet data =
        readCsv(request, [&](double share) { checkpoint(shareOfReading * share); });
    LoadedData loaded;
    loaded.source = data.source;
    loaded.trainingSet = std::make_shared<const TrainingSet>(trainingSetOf(
        data, [&](double share) { checkpoint(shareOfReading + (1 - shareOfReading) * share); }));
    loaded.domain = domainOfData(*loaded.trainingSet);
    loaded.noiseVariance = noiseVarianceEstimate(*data.x, *data.y);
    return loaded;
}

Errors errorsOfData(const DataErrors& known)
{
    Errors errors;
    errors.noise = notKnown;
    errors.approximation = notKnown;
    errors.estimation = notKnown;
    errors.test = notKnown;
    errors.training = known.training;
    return errors;
}

Region regionOfData(const DataRegion& known)
{
    Region region;
    region.intervals = {known.interval};
    region.probability = notKnown;
    region.constant = notKnown;
    region.targetVariance = notKnown;
    region.approximation = notKnown;
    region.estimation = notKnown;
    region.samples = known.samples;
    region.learnedConstant = known.constant;
    return region;
}

} // namespace

struct DataCache::Contents {
    Kept<FileKey, LoadedData> file;
    Kept<SegmenterKey, Segmenter> segmenter;
    Kept<SweepKey, std::vector<SweepRow>> sweep;
};

DataCache::DataCache()
    : m_contents(std::make_unique<Contents>())
{}

DataCache::~DataCache() = default;

namespace {

/// One run through the stages.
class DataComputation {
public:
    DataComputation(const Scenario& scenario, const Monitor& monitor, DataCache::Contents& kept)
        : m_monitor(monitor)
        , m_kept(kept)
        , m_fileKey(fileKey(*scenario.data))
        , m_segmenterKey(m_fileKey, scenario.segmentation, mostExperts(scenario))
    {
        m_result.scenario = scenario;
        m_result.errorsOf = ErrorsOf::Data;
    }

    Result run()
    {
        readFile();
        prepareSegmentation();
        fit();
        sweepExperts();
        return std::move(m_result);
    }

private:
    void addNote(const std::string& note)
    {
        if (!note.empty()) {
            m_result.notes.push_back(note);
        }
    }

    void readFile()
    {
        const DataChoice& choice = *m_result.scenario.data;
        const LoadedData& loaded = m_kept.file.get(
            m_fileKey, [&] { return load(m_fileKey, choice, checkpointOf(m_monitor)); });
        if (!choice.checksum.empty() && choice.checksum != loaded.source.checksum) {
            throw InputError("/data/checksum",
                             "the file is not the same any more: it has " + loaded.source.checksum +
                                 ", not " + oneLine(choice.checksum, 40) + " (\"\" accepts any)");
        }
        m_result.trainingSet = loaded.trainingSet;
        m_result.data = {loaded.source, loaded.domain, loaded.noiseVariance, std::nullopt};
        if (loaded.source.rows.totalBadRows() > 0) {
            addNote(describeRows(loaded.source.rows) + ".");
        }
        m_setting = {m_result.scenario.emptyRegion, loaded.noiseVariance.value_or(0)};
    }

    void prepareSegmentation()
    {
        const Scenario& scenario = m_result.scenario;
        checkSegmentation(scenario.segmentation, m_result.domain());
        m_segmenter = m_kept.segmenter.get(m_segmenterKey, [&] {
            return prepareSegmenter(
                {nullptr, mostExperts(scenario), m_result.trainingSet, checkpointOf(m_monitor)},
                scenario.segmentation);
        });
        m_result.estimatedDensity = m_segmenter.estimatedDensity;
        addNote(m_segmenter.note);
    }

    void fit()
    {
        const int experts = m_result.scenario.experts;
        const Partition partition = m_segmenter.partition(experts);
        if (m_segmenter.noteFor) {
            addNote(m_segmenter.noteFor(experts, partition));
        }
        const DataFit fitted = fitData(*m_result.trainingSet, partition.boundaries, m_setting);
        for (const DataRegion& region : fitted.regions) {
            m_result.regions.push_back(regionOfData(region));
        }
        m_result.errors = errorsOfData(fitted.errors);
        m_result.sample = {notKnown, notKnown, notKnown, fitted.errors.training,
                           fitted.errors.leaveOneOut};
        if (m_result.data->noiseVariance) {
            m_result.data->mallowsCp = fitted.errors.mallowsCp;
        }
        tellErrorsKnown(m_monitor);
    }

    void sweepExperts()
    {
        const SweepKey key(m_segmenterKey, m_result.scenario.emptyRegion, m_result.scenario.sweep);
        checkStop(m_monitor);
        if (!m_kept.sweep.has(key) && m_monitor.stage) {
            m_monitor.stage(m_result);
        }
        m_result.sweep = m_kept.sweep.get(key, [&] { return sweepRows(); });
        m_result.chosenByLeaveOneOut = chosenExperts(m_result.sweep, &SweepRow::leaveOneOut);
        m_result.chosenByMallowsCp = chosenExperts(m_result.sweep, &SweepRow::mallowsCp);
    }

    [[nodiscard]] std::vector<SweepRow> sweepRows() const
    {
        DataSweep wanted;
        wanted.experts = m_segmenter.onlyExperts ? std::vector<int>{*m_segmenter.onlyExperts}
                                                 : m_result.scenario.sweep.values();
        wanted.boundaries = [this](int experts) { return m_segmenter.boundaries(experts); };
        wanted.setting = m_setting;
        std::vector<SweepRow> rows;
        for (const DataSweepRow& row :
             sweepData(*m_result.trainingSet, wanted, checkpointOf(m_monitor))) {
            rows.push_back({row.experts, errorsOfData(row.errors), row.errors.leaveOneOut,
                            m_result.data->noiseVariance ? std::optional(row.errors.mallowsCp)
                                                         : std::nullopt});
        }
        return rows;
    }

    const Monitor& m_monitor;
    DataCache::Contents& m_kept;
    FileKey m_fileKey;
    SegmenterKey m_segmenterKey;
    Result m_result;
    Segmenter m_segmenter;
    DataFitSetting m_setting;
};

} // namespace

Result computeWithData(const Scenario& scenario, const Monitor& monitor, DataCache& cache)
{
    return DataComputation(scenario, monitor, cache.contents()).run();
}

} // namespace tradeoff
