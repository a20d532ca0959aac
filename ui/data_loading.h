// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"
#include "ui/compute_service.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>

namespace tradeoff::ui {

/// Computes a scenario with data before it becomes the window's one: where the file cannot be used,
/// or the person cancels, everything stays as it was.
class DataLoading : public QObject {
    Q_OBJECT

public:
    /// What becomes of the scenario, now with the file's checksum.
    using Accept = std::function<void(const Scenario& loaded)>;

    explicit DataLoading(ComputeService& service, QObject* parent = nullptr);

    void start(const Scenario& scenario, Accept accept);
    /// Forgets the file.
    void cancel();
    /// Another scenario is computed now: the file is not wanted any more.
    void giveUp();
    [[nodiscard]] bool isActive() const { return m_wanted.has_value(); }

signals:
    void activeChanged(bool active);
    /// It was ended before the file was read.
    void ended(const QString& message);
    /// Nothing is computed now: the window's own scenario is due again.
    void abandoned();

private:
    void take(const Result& result);
    void stop();

    ComputeService& m_service;
    std::optional<Scenario> m_wanted;
    Accept m_accept;
};

} // namespace tradeoff::ui
