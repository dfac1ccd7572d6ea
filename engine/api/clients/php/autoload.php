<?php

/** A client of Callveil's operator API: `require 'autoload.php'`, then `new Callveil\Callveil(…)`. */

declare(strict_types=1);

require_once __DIR__ . '/Transport.php';
require_once __DIR__ . '/Model.php';
require_once __DIR__ . '/Callveil.php';
